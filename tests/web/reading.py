"""A page as a strict reader sees it: what it leads to, and what in it is not as HTML wants it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"))
PHRASES_ONLY = frozenset(("p", "h1", "h2", "h3", "h4", "span", "b", "small", "button", "label"))
BLOCKS = frozenset(
    (
        *("p", "h1", "h2", "h3", "h4", "div", "ul", "ol", "dl", "table", "section", "form", "nav"),
        *("article", "aside", "figure", "blockquote", "pre", "details", "main", "header", "footer"),
    )
)
INTERACTIVE = frozenset(("a", "button", "input", "select", "textarea", "details", "label"))
PARENTS = {
    "li": {"ul", "ol"},
    "tr": {"thead", "tbody", "tfoot"},
    "td": {"tr"},
    "th": {"tr"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "option": {"select", "optgroup", "datalist"},
    "summary": {"details"},
    "figcaption": {"figure"},
    "caption": {"table"},
}
NAMING = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "list", "form")


@dataclass
class Read(HTMLParser):
    """What was read of one page."""

    html: str
    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    open_ones: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    title: str = ""

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)
        self.feed(self.html)
        self.faults += [f"never closed: {tag}" for tag in self.open_ones]
        self.faults += [f"id twice: {one}" for one in {*self.ids} if self.ids.count(one) > 1]
        self.faults += [f"no such id: {one}" for one in {*self.named} - {*self.ids}]
        if self.headings.count(1) != 1:
            self.faults.append(f"{self.headings.count(1)} headings h1")
        for above, below in zip(self.headings, self.headings[1:], strict=False):
            if below > above + 1:
                self.faults.append(f"h{below} follows h{above}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "option" and self.open_ones[-1:] == ["option"]:
            self.open_ones.pop()  # the next option ends one
        self._place(tag, told)
        names = [name for name, _ in attrs]
        self.faults += [f"{name} twice in {tag}" for name in {*names} if names.count(name) > 1]
        if "template" not in self.open_ones:
            self.named += [one for name in NAMING for one in told.get(name, "").split()]
            self.ids += [told["id"]] if "id" in told else []
        if tag == "a" and "href" in told and "template" not in self.open_ones:
            self.links.append(told["href"])
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(int(tag[1]))
        if tag == "th" and "scope" not in told:
            self.faults.append("th without scope")
        if tag not in VOID:
            self.open_ones.append(tag)

    def _place(self, tag: str, told: dict[str, str]) -> None:
        above = self.open_ones[-1] if self.open_ones else ""
        if tag in PARENTS and above not in PARENTS[tag] | {"template"}:
            self.faults.append(f"{tag} in {above}")
        if tag in BLOCKS and PHRASES_ONLY & {*self.open_ones}:
            self.faults.append(f"{tag} in {' '.join(self.open_ones[-4:])}")
        if above in ("ul", "ol") and tag not in ("li", "template", "script"):
            self.faults.append(f"{tag} in {above}")
        is_shown = tag != "input" or told.get("type") != "hidden"
        if tag in INTERACTIVE and is_shown and {"a", "button"} & {*self.open_ones}:
            self.faults.append(f"{tag} within {' '.join(self.open_ones[-4:])}")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "datalist") and self.open_ones[-1:] == ["option"]:
            self.open_ones.pop()
        if not self.open_ones or self.open_ones[-1] != tag:
            self.faults.append(f"{tag} closed in {' '.join(self.open_ones[-4:])}")
        if tag in self.open_ones:
            while self.open_ones.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.open_ones[-1:] == ["title"]:
            self.title += data
        if data.strip() and self.open_ones and self.open_ones[-1] in ("ul", "ol", "tr", "table"):
            self.faults.append(f"words in {self.open_ones[-1]}: {data.strip()[:20]}")
