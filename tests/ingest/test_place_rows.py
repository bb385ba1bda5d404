from __future__ import annotations

import pytest

from graph.lexicon import load_lexicon
from ingest.extract.place_rows import PlaceRows


def _named(source: str, own: str) -> list[str]:
    divisions = load_lexicon().divisions
    place = divisions.named(own)[0] if own else None
    return [division.name for _, _, division in PlaceRows(divisions, place).find(source)]


@pytest.mark.parametrize(
    ("source", "own", "names"),
    [
        ("涧西、西工、老城等区", "洛阳市", ["涧西区", "西工区", "老城区"]),
        ("各县（市、区）：城区、泽州县", "晋城市", ["城区", "泽州县"]),
        ("定西、陇南和天水市场监管局", "甘肃省", ["定西市", "陇南市", "天水市"]),
        ("在嵩县召开现场会", "洛阳市", ["嵩县"]),
        ("学习杭州、宁波和温州的做法", "", ["杭州市", "宁波市", "温州市"]),
        ("昆山、太仓两市", "苏州市", ["昆山市", "太仓市"]),
        ("创建示范县、范县率先", "濮阳市", ["范县"]),
        ("加强合作、交流", "甘南藏族自治州", []),
        ("改造老城区、新城区", "洛阳市", []),
        ("团结、合作、共赢", "甘肃省", []),
    ],
)
def test_names_in_a_row_are_places(source: str, own: str, names: list[str]) -> None:
    assert _named(source, own) == names
