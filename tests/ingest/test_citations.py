from __future__ import annotations

import pytest

from ingest.extract.citations import CitationFinder, kind_of_work
from ingest.text import repair
from tests.ingest.known import fails


def _cited(source: str) -> str:
    """Return the works that a text cites as "treatment title number"."""
    found = CitationFinder(repair(source), "").all
    return " | ".join(
        " ".join(filter(None, (str(c.treatment), c.title, c.document_number))) for c in found
    )


@pytest.mark.parametrize(
    ("source", "cited"),
    [
        ("根据《节水条例》制定本方案", "based_on 节水条例"),
        ("严格按照《节水规划》要求", "based_on 节水规划"),
        ("以《节水规划》为统领", "based_on 节水规划"),
        ("深入贯彻落实省委、省政府《关于节水的意见》", "implements 关于节水的意见"),
        ("持续实施《节水三年行动计划》", "implements 节水三年行动计划"),
        ("推动出台《节水条例》", "formulates 节水条例"),
        ("编制《节水规划》并组织实施", "formulates 节水规划"),
        ("修订《节水条例》", "amends 节水条例"),
        ("废止《节水条例》", "amends 节水条例"),
        ("对照《节水规划》逐项整改", "refers 节水规划"),
        ("违反《节水条例》的行为", "refers 节水条例"),
        ("落实“十四五”节水规划", "implements “十四五”节水规划"),
        ("依据《节水规划》《用水定额》编制计划", "based_on 节水规划 | based_on 用水定额"),
        ("按照《节水意见》（云政发〔2023〕6号）部署", "based_on 节水意见 云政发〔2023〕6号"),
        ("按照《卫生标准》（GB 37488—2019）检测", "based_on 卫生标准"),
        ("根据《<节水条例>实施细则》要求", "based_on <节水条例>实施细则"),
        ("制定工作方案，完善应急预案，落实各项规定", ""),
        ("《", ""),
        ("《节水", ""),
        ("》《", ""),
        ("做好《节水条例》修订工作", "amends 节水条例"),
        ("《节水条例》同时废止", "amends 节水条例"),
        ("加快《节水条例》立法进程", "formulates 节水条例"),
        ("依据云政发〔2023〕6号文件", "based_on 云政发〔2023〕6号 云政发〔2023〕6号"),
        ("贯彻食品安全法有关规定", "implements 食品安全法"),
        ("依据《食品安全法》及其实施条例", "based_on 食品安全法 | based_on 食品安全法实施条例"),
        ("参照执行《节水规划》", "refers 节水规划"),
        ("巩固《节水规划》成果，办理《取水许可证》", "refers 节水规划"),
        ("在《沅溪日报》公告", ""),
        fails(
            "执行《食品安全国家标准 添加剂使用标准》", "implements 食品安全国家标准 添加剂使用标准"
        ),
    ],
)
def test_what_a_text_cites(source: str, cited: str) -> None:
    assert _cited(source) == cited


def test_a_short_name_stands_for_the_full_title() -> None:
    source = "贯彻《关于加强节水工作的若干措施》（以下简称《措施》）。对照《措施》整改。"
    assert (
        _cited(source)
        == "implements 关于加强节水工作的若干措施 | refers 关于加强节水工作的若干措施"
    )


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("中华人民共和国食品安全法", "law"),
        ("节水条例", "law"),
        ("停车管理办法", "policy"),
        ("行政执法", "policy"),
        ("关于审理食品案件适用法律若干问题的解释", "interpretation"),
        ("建筑照明设计标准", "standard"),
        ("节水情况统计表", "other"),
        ("", "policy"),
    ],
)
def test_kind_of_work_by_its_title(title: str, kind: str) -> None:
    assert kind_of_work(title) == kind
