"""Answers for a person at a terminal: each row with its source, nothing cut."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from graph.model import Document, Edge
from graph.questions import (
    ActionRow,
    CensusRow,
    CitationRow,
    CitedTogetherRow,
    CooperationRow,
    FunctionRow,
    IndicatorRow,
    PartnerRow,
    PathRow,
    RankingRow,
    Row,
    SubjectRow,
    Taking,
)
from graph.store import GraphStore
from search.answers import Asked
from search.describe import Described, is_chinese
from search.engine import Hit, Results, Snippet

_ROLES_ZH = {"lead": "牵头", "sole": "负责", "joint": "共同负责", "support": "配合"}
_MARK = "bold yellow"


class Terminal:
    """Writes results in one language; titles are looked up in the store."""

    def __init__(self, store: GraphStore, language: str, console: Console | None = None) -> None:
        self._store = store
        self._is_chinese = is_chinese(language)
        self._console = console or Console(highlight=False)

    def show_results(self, results: Results, instead: str | None = None) -> None:
        """Write the hits of a word search, how many there are, and what else was searched."""
        if instead:
            told = (
                f"没有找到所输入的词，以下是“{instead}”的结果。",
                f"Found nothing; this is for “{instead}”.",
            )
            self._line(self._say(*told), "yellow")
        self._total(results.total)
        self._ignored(results.ignored)
        for hit in results.hits:
            self._hit(hit)

    def show_asked(self, asked: Asked, described: Described) -> None:
        """Write what was understood and every row of the answer."""
        interpretation = asked.interpretation
        if described:
            self._line("，".join(f"{label} = {value}" for label, value in described), "bold cyan")
        for name, ids in interpretation.candidates:
            self._line(self._say(f"“{name}”可指：", f"“{name}” may be:"), "yellow")
            for node_id in ids:
                node = self._store.node(node_id)
                self._line(f"   {node.label if node else ''}  {node_id}")
        if isinstance(asked.answer, Results):
            searched = (
                "未理解为问题，按词检索。",
                "Not understood as a question; the words were searched.",
            )
            self._line(self._say(*searched), "yellow")
            self.show_results(asked.answer, asked.instead)
            return
        self._ignored(interpretation.ignored)
        self._total(asked.answer.total)
        for number, row in enumerate(asked.answer.rows, 1):
            self._row(number, row)

    def _row(self, number: int, row: Row) -> None:
        match row:
            case ActionRow(action, document, takings):
                self._line(f"{number}. {action.label}", "bold")
                self._takings(takings)
                self._source(action.statement or action.text, document)
            case IndicatorRow(indicator, action, document, edge, takings):
                self._line(f"{number}. {indicator.label}", "bold")
                self._line(f"   {action.label}")
                self._takings(takings)
                self._source(edge.evidence.quote, document)
            case CitationRow(source, regulation, document, edge):
                self._line(f"{number}. {source.label} → {regulation.label}", "bold")
                self._source(edge.evidence.quote, document)
            case PartnerRow(agency, weight, _):
                self._line(f"{number}. {agency.label}  {weight}")
            case CooperationRow(a, b, weight, _):
                self._line(f"{number}. {a.label} — {b.label}  {weight}")
            case Document():
                self._line(f"{number}. {row.label}  {row.document_number or ''}", "bold")
            case PathRow(agencies, actions):
                ways = [
                    f" —({len(ids)})— {body.label}"
                    for body, ids in zip(agencies[1:], actions, strict=True)
                ]
                self._line(f"{number}. {agencies[0].label}{''.join(ways)}")
            case RankingRow(node, weight):
                self._line(f"{number}. {node.label}  {weight}")
            case CitedTogetherRow(regulation):
                self._line(f"{number}. {regulation.label}  {row.weight}")
            case FunctionRow(function, weights):
                self._line(f"{number}. {function.label}  {' : '.join(map(str, weights))}")
            case SubjectRow(subject, own, elsewhere, bodies):
                self._line(f"{number}. {subject.label}  {own} : {elsewhere} ({bodies})")
            case CensusRow(nodes, edges):
                for name, count in (*nodes, *edges):
                    self._line(f"{name}  {count}")

    def _takings(self, takings: Iterable[Taking]) -> None:
        by_role: dict[str, list[str]] = {}
        for taking in takings:
            by_role.setdefault(taking.role, []).append(_surface(taking.edge, taking.agency.name))
        for role, agencies in by_role.items():
            self._line(f"   {self._say(_ROLES_ZH[role], role)}: {'、'.join(agencies)}")

    def _source(self, quote: str, document: Document) -> None:
        self._line(f"   “{quote.strip()}”")
        number = f" {document.document_number}" if document.document_number else ""
        self._line(f"   《{document.title}》{number}", "dim")

    def _hit(self, hit: Hit) -> None:
        document = self._store.document(hit.document)
        title = _marked(hit.title) if hit.title.text else Text(hit.id)
        self._console.print(title, style="bold", soft_wrap=True)
        self._console.print(Text("   ") + _marked(hit.snippet), soft_wrap=True)
        if document and document.id != hit.id:
            self._line(f"   《{document.title}》", "dim")

    def _ignored(self, ignored: Iterable[str]) -> None:
        if pieces := "、".join(ignored):
            self._line(self._say(f"未采用：{pieces}", f"Ignored: {pieces}"), "yellow")

    def _total(self, total: int) -> None:
        self._line(self._say(f"共 {total} 条", f"{total} in all"))

    def _line(self, words: str, style: str = "") -> None:
        # Wrapping is left to the terminal: a run of Chinese is no word to keep whole.
        self._console.print(Text(words, style=style), soft_wrap=True)

    def _say(self, chinese: str, english: str) -> str:
        return chinese if self._is_chinese else english


def _surface(edge: Edge, name: str) -> str:
    """Return the body's name, with what the text calls it where that is another."""
    return name if edge.surface in ("", name) else f"{name}（{edge.surface}）"


def _marked(snippet: Snippet) -> Text:
    text = Text(snippet.text.replace("\n", " "))
    for start, end in snippet.marks:
        text.stylize(_MARK, start, end)
    return text
