"""The languages of the site: pages are written in simplified Chinese, the catalogue holds English.

The catalogue is read from its ``.po`` file at start, so nothing has to be compiled. A page in
traditional script is one in simplified script turned when it is finished.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Blueprint, Flask, Response, g, has_request_context, redirect, request
from flask_babel import Babel, Domain

from web.access import for_anyone
from web.traditional import traditional

COOKIE: Final = "zhize_language"
LANGUAGES: Final = {"zh": "zh_Hans_CN", "zh-Hant": "zh_Hant_TW", "en": "en"}
"""The locale of each code that a reader can choose."""
TAGS: Final = {"zh": "zh-Hans", "zh-Hant": "zh-Hant", "en": "en"}
"""What each is called in HTML and HTTP (BCP 47)."""
NAMES: Final = {"zh": "简体", "zh-Hant": "繁體", "en": "English"}
"""What each is called by those who read it."""
CATALOGUE: Final = Path(__file__).parent / "translations" / "en" / "LC_MESSAGES" / "messages.po"

_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})

languages = Blueprint("languages", __name__)


def chosen_language() -> str:
    """Return the code of the language that the reader chose, else one that the browser asks for.

    It is ``zh`` where neither names a language of the site.
    """
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    asked = (_code_of(tag) for tag in request.accept_languages.values())
    return next(filter(None, asked), "zh")


def _code_of(tag: str) -> str | None:
    """Return the code of the language of the site that a browser means, if any.

    >>> [_code_of(tag) for tag in ("zh-TW", "zh-Hant-HK", "zh-CN", "zh-Hans-HK", "en-GB", "fr")]
    ['zh-Hant', 'zh-Hant', 'zh', 'zh', 'en', None]
    """
    first, *others = tag.lower().replace("_", "-").split("-")
    if first != "zh":
        return first if first in LANGUAGES else None
    is_traditional = "hans" not in others and not _TRADITIONAL.isdisjoint(others)
    return "zh-Hant" if is_traditional else "zh"


def language() -> str:
    """Return the language that the words of the request are in, ``zh`` or ``en``."""
    return "en" if chosen_language() == "en" else "zh"


def other_languages() -> list[tuple[str, str, str]]:
    """Return the code, the tag and the name of each language but that of the request."""
    chosen = chosen_language()
    return [(code, TAGS[code], NAMES[code]) for code in LANGUAGES if code != chosen]


class _Words(Domain):  # type: ignore[misc]  # has no types
    """The words of each language; which one a request is in is found once, not at every word."""

    def __init__(self, spoken: Mapping[str, Translations]) -> None:
        super().__init__()
        self._spoken = spoken

    def get_translations(self) -> NullTranslations:
        if not has_request_context():
            return NullTranslations()
        if "words" not in g:
            g.words = self._spoken[chosen_language()]
        return g.words  # type: ignore[no-any-return]


def speak(app: Flask) -> None:
    """Give the application its languages."""
    english = _compiled(CATALOGUE)
    words = _Words({code: english if code == "en" else Translations() for code in LANGUAGES})
    babel = Babel(app, locale_selector=lambda: LANGUAGES[chosen_language()])
    babel.domain_instance = words
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # of its extension
        gettext=lambda *said: words.get_translations().ugettext(*said),
        ngettext=lambda *said: words.get_translations().ungettext(*said),
        pgettext=lambda *said: words.get_translations().upgettext(*said),
        npgettext=lambda *said: words.get_translations().unpgettext(*said),
        newstyle=True,
    )
    app.register_blueprint(languages)
    app.after_request(_say_so)


def _say_so(response: Response) -> Response:
    if response.mimetype != "text/html" or response.is_streamed or response.content_language:
        return response
    chosen = chosen_language()
    if chosen == "zh-Hant":
        response.set_data(traditional(response.get_data(as_text=True)))
    response.content_language.add(TAGS[chosen])
    vary_by_language(response)
    return response


def vary_by_language(response: Response) -> None:
    """Tell what keeps responses that another reader may be answered in another language."""
    response.vary.update(("Cookie", "Accept-Language"))


def _compiled(path: Path) -> Translations:
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale="en"))
    compiled.seek(0)
    return Translations(compiled)


@languages.get("/language/<code>")
@for_anyone
def choose(code: str) -> Response:
    """Remember the language and go back to the page named by ``to``."""
    response = redirect(request.script_root + own_path(request.args.get("to", "/")))
    if code in LANGUAGES:
        response.set_cookie(
            *(COOKIE, code, 365 * 24 * 3600),
            path=request.script_root or "/",
            secure=request.is_secure,
            httponly=True,
            samesite="Lax",
        )
    return response  # type: ignore[return-value]


def own_path(target: str) -> str:
    """Return the target where it is a path of this site, else the home page."""
    # Browsers read a backslash as a slash, so it could lead to another host.
    parts = urlsplit(target.replace("\\", "/"))
    is_own = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    return target if is_own and not parts.path.startswith("//") else "/"
