"""Settings: where data lies and what serves it; the only reader of the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from importlib.util import find_spec
from pathlib import Path

_LIMIT = "ZHIZE_LIMIT_"


class SettingsError(Exception):
    """A setting is unknown or has a value that cannot be; the message says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a person can set, as ``ZHIZE_<NAME>`` or on the command line."""

    data: Path = field(
        default=Path("data"),
        metadata={"help": "folder that holds the graph, the index, the ledger, the original files"},
    )
    graph: str = field(
        default="",
        metadata={
            "help": "store of the graph (sqlite:PATH, neo4j://USER:PASSWORD@HOST:PORT);"
            " empty: in the data folder"
        },
    )
    search: str = field(
        default="",
        metadata={"help": "search index (tantivy:PATH, …); empty: in the data folder"},
    )
    lexicon: Path | None = field(
        default=None, metadata={"help": "folder with lexicon files added to the built-in ones"}
    )
    private: bool = field(
        default=False, metadata={"help": "1: the site is shown only to those who sign in"}
    )
    limits: Mapping[str, int] = field(
        default_factory=dict,
        metadata={
            "help": "what one file may cost, each as ZHIZE_LIMIT_<NAME>; names: ingest --help"
        },
    )

    @property
    def graph_url(self) -> str:
        """The url of the store, the embedded one of the data folder by default."""
        return self.graph or f"sqlite:{self.data / 'graph.sqlite'}"

    @property
    def search_url(self) -> str:
        """The url of the index, one in the data folder by default: Whoosh's without tantivy."""
        engine = "tantivy" if find_spec("tantivy") else "whoosh"
        return self.search or f"{engine}:{self.data / 'index'}"

    @property
    def ledger_path(self) -> Path:
        """The file that remembers which files were handed in and what became of them."""
        return self.data / "ledger.sqlite"

    @property
    def relatives_path(self) -> Path:
        """The file that knows which documents belong together."""
        return self.data / "relatives.sqlite"

    @property
    def rdf_path(self) -> Path:
        """The folder of the RDF that SPARQL is answered from."""
        return self.data / "rdf"

    @property
    def originals_path(self) -> Path:
        """The folder of the files as they were handed in."""
        return self.data / "originals"

    @property
    def accounts_path(self) -> Path:
        """The file of accounts, sessions and the log of deeds."""
        return self.data / "accounts.sqlite"

    @property
    def uploads_path(self) -> Path:
        """The folder of uploads: their queue, and the files that wait in it."""
        return self.data / "uploads"


def settings_from(environ: Mapping[str, str]) -> Settings:
    """Return the settings that an environment holds in its ``ZHIZE_*`` names.

    Raises SettingsError for a ``ZHIZE_`` name that is no setting.

    >>> settings_from({"ZHIZE_DATA": "/srv/zhize"}).graph_url
    'sqlite:/srv/zhize/graph.sqlite'
    """
    known = {f"ZHIZE_{f.name.upper()}": f for f in fields(Settings) if f.name != "limits"}
    values: dict[str, str | Path | bool] = {}
    limits: dict[str, int] = {}
    for name, value in environ.items():
        if not name.startswith("ZHIZE_") or name == "ZHIZE_CACHE" or not value:
            continue
        if name.startswith(_LIMIT):
            limits[name.removeprefix(_LIMIT).lower()] = _number(name, value)
            continue
        if name not in known:
            raise SettingsError(f"{name} is no setting; there are {', '.join(sorted(known))}.")
        key = known[name].name
        values[key] = _value(name, key, value)
    return Settings(**values, limits=limits)  # type: ignore[arg-type]


def _value(name: str, key: str, value: str) -> str | Path | bool:
    if key == "private":
        if value not in ("0", "1"):
            raise SettingsError(f"{name} is {value!r}; it is 0 or 1.")
        return value == "1"
    return Path(value) if key in ("data", "lexicon") else value


def _number(name: str, value: str) -> int:
    if not value.isdecimal():
        raise SettingsError(f"{name} is {value!r}; it is a whole number.")
    return int(value)
