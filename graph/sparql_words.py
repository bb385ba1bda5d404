"""Keywords of a query, told from names, texts and comments that look like them."""

from __future__ import annotations

import re

# <http://a/b#c>  """a "b" c"""  "a"  'a'  # a  ?service  ex:service  \'  SERVICE
_TOKEN = re.compile(
    r"""
    (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<text>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
        | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<comment>\#[^\n\r]*)
    | (?P<name>[?$]\w+ | @[A-Za-z]+ | [\w.-]*:(?:\\. | %[0-9A-Fa-f]{2} | [\w.:-])*)
    | (?P<word>\w+)
    | (?P<other>\\. | .)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def asks_others(query: str) -> bool:
    """Whether a query has the keyword that fetches from other servers, however it is written.

    >>> asks_others("SELECT * { SERVICE <http://a/> { ?s ?p ?o } }")
    True
    >>> asks_others("SELECT ?service { ?service ex:SERVICE 'SERVICE' } # SERVICE")
    False
    """
    return _has_service(query) or _has_service(_ESCAPE.sub(_unescaped, query))


def names_graphs(query: str) -> bool:
    """Whether a query says itself which graphs it is about.

    >>> names_graphs("SELECT * FROM <http://a/> {}"), names_graphs("ASK { ?from ?p 'FROM' }")
    (True, False)
    """
    return "FROM" in _words(query)


def _has_service(query: str) -> bool:
    return any("SERVICE" in word for word in _words(query))


def _words(query: str) -> set[str]:
    return {found["word"].upper() for found in _TOKEN.finditer(query) if found["word"]}


def _unescaped(found: re.Match[str]) -> str:
    number = int(found[1] or found[2], 16)
    return chr(number) if number <= 0x10FFFF else "\ufffd"
