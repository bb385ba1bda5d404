"""Radicals of dictionaries that PDF files hold in place of the characters that they look like.

A font draws 工 and the radical ⼯ with one glyph, and a program that prints to PDF notes for
the glyph whichever code comes first. The page shows the character; so does the text here.
"""

from __future__ import annotations

import unicodedata

# CJK Radicals Supplement: those that look exactly like a whole character in use, with it.
# Unicode's EquivalentUnifiedIdeograph property gives them; unicodedata does not have it.
_SUPPLEMENT = (
    "⺁厂⺄乙⺈刀⺊卜⺌小⺎兀⺒巳⺓幺⺗心⺜日⺝月⺟母⺠民⺧牛⺩王⺬示⺮竹⺶羊⺼肉⺽臼"
    "⻁虎⻄西⻅见⻆角⻉贝⻊足⻋车⻑長⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻡首⻢马⻣骨"
    "⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻱龜⻳龟"
)
_KANGXI = range(0x2F00, 0x2FD6)
_COMPATIBILITY = range(0xF900, 0xFAD9)
_IDEOGRAPHS = str.maketrans(
    {code: unicodedata.normalize("NFKC", chr(code)) for code in (*_KANGXI, *_COMPATIBILITY)}
    | dict(zip(map(ord, _SUPPLEMENT[::2]), _SUPPLEMENT[1::2], strict=True))
    # Fonts for simplified script draw 户 for this radical, not the 戶 that Unicode names.
    | {ord("⼾"): "户"}
)


def ideographs(text: str) -> str:
    """Return the text with characters in place of radicals, one for one.

    >>> ideographs("⻘川市⻝品安全⼯作，⼊⼾检查")
    '青川市食品安全工作，入户检查'
    """
    return text.translate(_IDEOGRAPHS)
