import docx
from docx.oxml import parse_xml

from ingest.readers import read
from tests.ingest.readers.builders import NAMESPACE, docx_with_body, kept, saved


def p(text, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def item(depth, text, list_id=1):
    number = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return p(text, number)


def level(depth, number_format, pattern, extra=""):
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
        f'<w:lvlText w:val="{pattern}"/>{extra}</w:lvl>'
    )


LEVELS = (
    level(0, "chineseCountingThousand", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "%1.%4", "<w:isLgl/>")
    + level(4, "bullet", "\uf0b7")
)
NUMBERING = (
    f'<w:numbering {NAMESPACE}><w:abstractNum w:abstractNumId="7">{LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>'
)


def lines_of(body, **parts):
    return kept(read(docx_with_body(body, **parts), "plan").text)


def test_automatic_numbers_become_text_and_start_anew_below_each_heading():
    body = (
        item(0, "总体目标") + item(1, "合格率") + item(2, "抽检") + item(2, "检测")
        + item(1, "覆盖率") + item(2, "学校") + item(0, "重点任务") + item(1, "源头")
    )  # fmt: skip
    assert lines_of(body, numbering=NUMBERING) == [
        "一、总体目标", "（一）合格率", "1.抽检", "2.检测",
        "（二）覆盖率", "1.学校", "二、重点任务", "（一）源头",
    ]  # fmt: skip


def test_a_list_that_starts_anew_counts_by_itself():
    body = item(0, "甲") + item(0, "乙", list_id=2) + item(0, "丙") + item(0, "丁", list_id=2)
    assert lines_of(body, numbering=NUMBERING) == ["一、甲", "五、乙", "二、丙", "六、丁"]


def test_legal_levels_use_figures_and_bullets_give_no_number():
    body = item(0, "甲") + item(3, "乙") + item(4, "丙")
    assert lines_of(body, numbering=NUMBERING) == ["一、甲", "1.1 乙", "丙"]


def test_an_empty_paragraph_of_a_list_takes_no_number():
    assert lines_of(item(0, "") + item(0, "甲"), numbering=NUMBERING) == ["一、甲"]


def test_a_style_numbers_its_paragraphs_and_those_of_styles_based_on_it():
    styles = (
        f'<w:styles {NAMESPACE}><w:style w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
        '<w:style w:styleId="c"><w:basedOn w:val="c"/></w:style></w:styles>'
    )
    body = p("甲", '<w:pStyle w:val="a"/>') + p("乙", '<w:pStyle w:val="b"/>') + p("丙")
    assert lines_of(body, numbering=NUMBERING, styles=styles) == ["一、甲", "二、乙", "丙"]


def test_a_paragraph_can_leave_the_list_of_its_style():
    styles = (
        f'<w:styles {NAMESPACE}><w:style w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style></w:styles>"
    )
    body = p("甲", '<w:pStyle w:val="a"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert lines_of(body, numbering=NUMBERING, styles=styles) == ["甲"]


def test_deletions_are_left_out_and_insertions_taken():
    body = (
        "<w:p><w:r><w:t>由市教育局</w:t></w:r><w:del><w:r><w:delText>配合</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>牵头</w:t></w:r></w:ins></w:p>"
    )
    assert lines_of(body) == ["由市教育局牵头"]


def test_a_paragraph_whose_end_is_deleted_runs_on():
    body = p("各县（市、区）", "<w:rPr><w:del/></w:rPr>") + p("政府：")
    assert lines_of(body) == ["各县（市、区）政府："]


def test_rows_become_lines_in_their_place_and_a_single_cell_is_no_row():
    document = docx.Document()
    document.add_paragraph("任务分解表")
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table._cells, ("序号", "任务", "牵头单位", "1", "建站", ""), strict=True):
        cell.text = text
    table.cell(1, 2).text = "市水务局\n市住建局"
    document.add_paragraph("说明")
    box = document.add_table(rows=1, cols=1)
    box.cell(0, 0).text = "第一行\n第二行"
    assert kept(read(saved(document), "plan").text) == [
        *("任务分解表", "序号\t任务\t牵头单位", "1\t建站\t市水务局 市住建局"),
        *("说明", "第一行", "第二行"),
    ]


def test_a_cell_merged_over_rows_counts_for_each_and_one_over_columns_keeps_their_places():
    document = docx.Document()
    table = document.add_table(rows=4, cols=3)
    texts = (
        "任务",
        "牵头单位",
        "时限",
        "建站",
        "市水务局",
        "6月",
        "修渠",
        "",
        "7月",
        "合计",
        "",
        "年底",
    )
    for cell, text in zip(table._cells, texts, strict=True):
        cell.text = text
    table.cell(1, 1).merge(table.cell(2, 1))
    table.cell(3, 0).merge(table.cell(3, 1))
    assert kept(read(saved(document), "plan").text) == [
        *("任务\t牵头单位\t时限", "建站\t市水务局\t6月", "修渠\t市水务局\t7月", "合计\t\t年底"),
    ]


def test_a_row_over_the_whole_table_is_a_line_of_its_own():
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("一、源头治理", "", "建站", "市水务局"), strict=True):
        cell.text = text
    table.cell(0, 0).merge(table.cell(0, 1))
    assert kept(read(saved(document), "plan").text) == ["一、源头治理", "建站\t市水务局"]


def test_a_table_in_a_cell_stays_in_its_cell():
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "建站"
    inner = table.cell(0, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "市水务局", "6月"
    assert kept(read(saved(document), "plan").text) == ["建站\t市水务局 6月"]


def test_headers_footers_and_hidden_text_are_left_out():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.sections[0].footer.paragraphs[0].text = "第 1 页"
    document.add_paragraph("正文").add_run("批注").font.hidden = True
    assert kept(read(saved(document), "plan").text) == ["正文"]


def test_a_text_box_is_read_once_after_its_paragraph():
    box = "<w:txbxContent>" + p("完成时限：12月底") + "</w:txbxContent>"
    compatible = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    body = (
        f'<w:p><w:r><mc:AlternateContent xmlns:mc="{compatible}"><mc:Choice>{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent><w:t>任务一</w:t></w:r></w:p>"
    )
    assert lines_of(body) == ["任务一", "完成时限：12月底"]


def test_a_table_of_contents_is_left_out_and_other_controls_are_read():
    contents = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = control.format(contents, p("一、目标 1")) + control.format("", p("一、目标"))
    assert lines_of(body) == ["一、目标"]


def test_fields_show_their_result_and_not_their_code():
    document = docx.Document()
    paragraph = document.add_paragraph("第")
    paragraph._p.append(
        parse_xml(f"<w:r {NAMESPACE}><w:instrText>PAGE</w:instrText><w:t>3</w:t></w:r>")
    )
    paragraph.add_run("期")
    assert kept(read(saved(document), "plan").text) == ["第3期"]


def test_both_dialects_of_the_format_are_read():
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    for dialect in (strict, transitional):
        numbering = NUMBERING.replace(transitional, dialect)
        body = item(0, "甲").replace("<w:p>", f'<w:p xmlns:w="{dialect}">')
        assert lines_of(body, numbering=numbering) == ["一、甲"]
