"""Small documents whose layout decides what is read: who acts, what for, and what of the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.lexicon import load_lexicon
from ingest.extract import Extraction, Extractor

_LEXICON = Path(__file__).parents[1] / "golden" / "lexicon"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_lexicon(_LEXICON))


def _acting(found: Extraction) -> list[str]:
    """Return "number: role body, role body" for each action."""
    return [
        f"{action.number}: "
        + ", ".join(f"{r.role} {r.agency.surface}" for r in action.responsibilities)
        for action in found.actions
    ]


_TITLE = "沅溪市2024年供水工作方案\n一、重点任务\n"


@pytest.mark.parametrize(
    ("source", "acting"),
    [
        (
            "1.新建水厂2座。\n牵头部门：市水利局\n责任部门：市财政局、市住建局\n2.更换水表。\n牵头部门：市水利局\n",
            ["1: lead 市水利局, joint 市财政局, joint 市住建局", "2: lead 市水利局"],
        ),
        (
            "1.新建水厂2座。\n责任部门：市水利局（牵头），市财政局（配合）\n2.更换水表。责任部门：市水利局\n",
            ["1: lead 市水利局, support 市财政局", "2: sole 市水利局"],
        ),
        (
            "1.新建水厂2座。——责任单位：市水利局、市财政局\n2.更换水表5万只。——市水利局\n3.疏通管网——市住建局、市城管局\n",
            [
                "1: joint 市水利局, joint 市财政局",
                "2: sole 市水利局",
                "3: joint 市住建局, joint 市城管局",
            ],
        ),
        (
            "1.新建水厂2座。责任单位：市水利局会同市财政局\n2.更换水表5万只。（责任单位：市水利局，各村、社区）\n",
            ["1: lead 市水利局, joint 市财政局", "2: joint 市水利局, joint 各村、社区"],
        ),
        (
            "第二条　市水利局\n（一）统一管理供水。\n（二）会同市财政局核定水价。\n"
            "第三条　市住建局（市排水办）\n（一）管理排水，管网漏损率控制在9%以内。\n",
            [
                "一: sole 市水利局",
                "二: lead 市水利局, joint 市财政局",
                "一: sole 市住建局（市排水办）",
            ],
        ),
        (
            "1.各区要加强管护，市水利局要会同市财政局每季度督查一次。\n"
            "2.各区要加强管护，市水利局会同市财政局等部门每年通报。\n",
            ["1: joint 各区, lead 市水利局, joint 市财政局"] * 1
            + ["2: joint 各区, lead 市水利局, joint 市财政局"],
        ),
    ],
)
def test_who_acts(extractor: Extractor, source: str, acting: list[str]) -> None:
    assert _acting(extractor.extract(_TITLE + source)[1]) == acting


def test_a_row_without_its_last_cells(extractor: Extractor) -> None:
    found = extractor.extract(
        "沅溪市城市更新任务分解表\n序号\t任务\t内容\t牵头单位\t责任单位\t完成时限\t进展情况\n"
        "6\t停车\t1.新增泊位500个。2.改造车库3座。\t市城管局\t市公安局\t6月底\t已启动\n"
        "52\t绿道\t建成绿道60公里。\t市园林局\t各区政府\n"
    )[1]
    assert _acting(found) == [
        "6: lead 市城管局, joint 市公安局",
        "52: lead 市园林局, joint 各区政府",
    ]
    metrics = [t.metric for action in found.actions for t in action.targets]
    assert metrics == ["泊位", "车库", "绿道"]


def test_a_text_in_one_line(extractor: Extractor) -> None:
    found = extractor.extract(
        "沅溪市人民政府办公室关于加快发展冷链物流的实施意见 沅政办发〔2022〕31号 各县（市、区）人民"
        "政府，市政府各部门： 为贯彻《冷链物流发展规划》，经市政府同意，提出如下意见。 一、总体要求"
        " 到2025年，全市冷库总容量达到60万吨，果蔬、肉类冷链流通率分别达到30%、85%，"
        "形成覆盖城乡的冷链网络。 "
        "二、主要任务 （一）完善网络。建设集配中心20个以上。（市商务局负责） （二）壮大主体。"
        "培育冷链企业5家。（市商务局牵头，市工信局配合） 沅溪市人民政府办公室 2022年6月18日"
    )[1]
    metadata = found.metadata
    assert metadata.title == "沅溪市人民政府办公室关于加快发展冷链物流的实施意见"
    assert (metadata.document_number, metadata.issued_on) == ("沅政办发〔2022〕31号", "2022-06-18")
    assert metadata.addressees == ("各县（市、区）人民政府", "市政府各部门")
    assert _acting(found) == ["一: sole 市商务局", "二: lead 市商务局, support 市工信局"]


def test_a_bar_behind_the_title_is_of_the_page(extractor: Extractor) -> None:
    found = extractor.extract("沅溪市2023年节水工作要点|\n一、节水\n1.更换水表。（市水利局）\n")[1]
    assert found.metadata.title == "沅溪市2023年节水工作要点"


def test_a_title_that_only_the_notice_has(extractor: Extractor) -> None:
    found = extractor.extract(
        "云岭省人民政府办公厅关于印发云岭省节水行动计划\n（2022—2024年）责任分工的通知\n"
        "云府厅字〔2022〕88号\n各市、县（区）人民政府：\n"
        "《云岭省节水行动计划（2022—2024年）》已经省政府同意，现将责任分工印发给你们。\n2022年8月2日\n"
        "一、节水\n1.更换水表。（省水利厅）\n"
    )[1]
    assert found.metadata.title == "云岭省节水行动计划（2022—2024年）责任分工"
    assert found.metadata.issued_on == "2022-08-02"


def test_ministries_before_a_title(extractor: Extractor) -> None:
    found = extractor.extract(
        "国家发展改革委 教育部 财政部关于印发节水校园工作方案的通知\n各省、自治区、直辖市教育厅：\n"
        "现将《节水校园工作方案》印发给你们。\n2021年4月30日\n节水校园工作方案\n一、节水\n更换水表。（教育部）\n"
    )[1]
    issuers = [mention.plain for mention in found.metadata.issuers]
    assert issuers == ["国家发展改革委", "教育部", "财政部"]


def test_a_prefecture_named_behind_its_province(extractor: Extractor) -> None:
    found = extractor.extract(
        "云岭省霁山自治州2022年民生实事方案\n一、就业\n1.新增就业3万人。\n牵头部门：自治州人社局\n"
    )[1]
    assert found.metadata.jurisdiction == "霁山自治州"


def test_what_closes_a_text_is_no_part_of_its_last_item(extractor: Extractor) -> None:
    found = extractor.extract(
        "沅溪市优化营商环境若干措施\n一、提升效率\n1.压缩办理时间。\n责任部门：市司法局\n"
        "2.案件平均审理天数降至120天。责任部门：市中级人民法院\n本措施自2023年5月1日起施行，有效期两年。\n"
        "联系人：某某，联系电话：00000000\n"
    )[1]
    assert _acting(found) == ["1: sole 市司法局", "2: sole 市中级人民法院"]
    assert [action.text for action in found.actions] == [
        "压缩办理时间。",
        "案件平均审理天数降至120天。",
    ]


def test_a_size_is_no_target(extractor: Extractor) -> None:
    found = extractor.extract(_TITLE + "1.完成流域面积50平方公里以上河流划界117条。（市水利局）\n")[
        1
    ]
    values = [target.value for action in found.actions for target in action.targets]
    assert values == [117]


def test_a_count_before_a_share_says_of_what_the_share_is(extractor: Extractor) -> None:
    found = extractor.extract(_TITLE + "1.推进治理，74个断面水质优良比例97.3%以上。（市水利局）\n")[
        1
    ]
    targets = [target for action in found.actions for target in action.targets]
    assert [(t.metric, t.value) for t in targets] == [("74个断面水质优良比例", 97.3)]


def test_places_before_a_clause_that_ends_like_a_body(extractor: Extractor) -> None:
    found = extractor.extract(
        "云岭省2023年就业工作方案\n一、就业\n1.沅溪市、桐浦市要依托驻外劳务工作站组织输出。（省人社厅）\n"
    )[1]
    assert [place.name for place in found.actions[0].places] == ["沅溪市", "桐浦市"]


def test_a_table_whose_columns_are_parted_by_spaces(extractor: Extractor) -> None:
    found = extractor.extract(
        "沅溪市便民服务任务清单\n序号 任务事项 工作措施 责任单位 配合单位 完成时限\n"
        "1 推进就医便利 预约率达到60%以上。 市卫健委 市医保局、市大数据局 2022年9月底前\n"
        "2  推进出行便利  更新公交车120辆。  市城管局  市公安局  2022年12月底前\n"
    )[1]
    assert _acting(found) == [
        "1: lead 市卫健委, support 市医保局, support 市大数据局",
        "2: lead 市城管局, support 市公安局",
    ]
    assert [action.title for action in found.actions] == ["推进就医便利", "推进出行便利"]


def test_a_day_behind_a_number_is_no_part_of_it(extractor: Extractor) -> None:
    found = extractor.extract(
        "沅溪市宣传周方案\n一、活动\n1.9月6日启动。（市教育局）\n2.9月7日总结。（市公安局）\n"
    )[1]
    assert _acting(found) == ["1: sole 市教育局", "2: sole 市公安局"]


def test_levels_of_two_signs_are_one_group(extractor: Extractor) -> None:
    found = extractor.extract(
        _TITLE + "1.稳定生产。（责任单位：各市州、县市区人民政府，市农业农村局）\n"
        "2.启动仪式由市水利局主办，澄湖区水利局承办，市教育局协办。\n"
    )[1]
    assert _acting(found) == [
        "1: joint 各市州、县市区人民政府, joint 市农业农村局",
        "2: lead 市水利局, lead 澄湖区水利局, support 市教育局",
    ]
