"""Document numbers in what people type and in texts, brought to their normal form."""

from __future__ import annotations

from graph.lexicon.document_numbers import find_numbers
from graph.lexicon.number_heads import load_number_heads
from search.tokens import stream

_SERIES = ("发", "函", "字", "规", "令", "公告")


def with_numbers(text: str) -> str:
    """Return what a person typed with its document numbers in their normal form.

    >>> with_numbers("谁引用國辦發f2O19)44号 学校"), with_numbers("文号:国办发 2019 44")
    ('谁引用国办发〔2019〕44号 学校', '文号:国办发〔2019〕44号')
    >>> with_numbers("青澜市 2019 2020")
    '青澜市 2019 2020'
    """
    pieces: list[str] = []
    end = 0
    for found in find_numbers(text, _is_head):
        pieces += [text[end : found.start], str(found.number)]
        end = found.end
    return "".join([*pieces, text[end:]])


def odd_numbers(text: str) -> list[str]:
    """Return the normal forms of the numbers that a text writes otherwise.

    >>> odd_numbers("按国办发〔2019〕44号、国发f2O20〕1号执行")
    ['国发〔2020〕1号']
    """
    normal = ((str(f.number), text[f.start : f.end]) for f in find_numbers(text))
    return list(dict.fromkeys(form for form, said in normal if stream(form) != stream(said)))


def _is_head(words: str) -> bool:
    return words.endswith(_SERIES) or load_number_heads().match(words) is not None
