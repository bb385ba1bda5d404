import pytest

from ingest.readers import read
from tests.ingest.readers.builders import kept

PAGE = """<!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
<title>通知 - 青川市人民政府网</title><style>p {{ color: red }}</style></head>
<body class="page-print">
<div class="top-nav"><a href="/">首页</a><a href="/zwgk">政务公开</a></div>
<div>当前位置：<a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a></div>
<table><tr><td>索 引 号：</td><td>QC-2022-0311</td>
<td>发布机构：</td><td>青川市人民政府办公室</td></tr></table>
<h1>关于印发工作要点的通知</h1>
<p>字号：[<a href="#">大</a> <a href="#">中</a>]　<a href="#">打印</a> | <a>关闭</a></p>
<div id="zoom"><p>　　各县（市、区）人民
政府：</p><p>　　一、抽检。<br/>（市市场监管局<b>牵头</b>，<a href="/jyj">市教育局</a>配合）</p>
<script>alert("甲")</script>
<table><thead><tr><th>任务</th><th>单位</th></tr></thead>
<tr><td><p>建站</p></td><td><p>市水务局</p><p>市住建局</p></td></tr></table>
<p>附件：<a href="a.docx">分工表.docx</a></p></div>
<p>【打印】 【关闭】</p>
<ul><li><a href="/1">上级部门网站</a></li><li><a href="/2">区县政府网站</a></li></ul>
<div class="footer">主办：青川市人民政府办公室　网站标识码1234</div>
<p>版权所有：青川市人民政府　青ICP备00000000号</p>
</body></html>"""
LINES = [
    "索 引 号：\tQC-2022-0311\t发布机构：\t青川市人民政府办公室",
    "关于印发工作要点的通知",
    "各县（市、区）人民政府：",
    "一、抽检。",
    "（市市场监管局牵头，市教育局配合）",
    "任务\t单位",
    "建站\t市水务局 市住建局",
    "附件：分工表.docx",
]


def lines_of(page):
    return kept(read(page.encode(), "page").text)


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk"])
def test_the_document_is_read_without_the_page_around_it(charset):
    page = PAGE.format(charset=charset).encode(charset)
    assert kept(read(page, "page").text) == LINES


def test_a_class_name_alone_does_not_drop_the_document():
    text = "市教育局负责建设校园供餐中心。" * 5
    assert lines_of(f"<html><body><div class='print nav'><p>{text}</p></div></body></html>") == [
        text
    ]


@pytest.mark.parametrize("tag", ["form", "header", "aside"])
def test_a_page_wrapped_into_one_element_is_not_dropped(tag):
    text = "市水务局牵头编制供水规划。" * 5
    page = f"<html><body><{tag} id='form1'><p>{text}</p></{tag}></body></html>"
    assert lines_of(page) == [text]


def test_a_paragraph_is_not_dropped_for_its_class():
    texts = [f"第{n}条　由市水务局牵头编制供水规划。" for n in range(20)]
    body = "".join(f"<p class='print'>{text}</p>" for text in texts)
    assert lines_of(f"<html><body>{body}</body></html>") == texts


def test_a_menu_longer_than_the_document_is_dropped():
    menu = "".join(f"<li><a href='/{n}'>信息公开栏目{n}</a></li>" for n in range(200))
    page = f"<html><body><ul class='menu'>{menu}</ul><p>各县（市）政府：</p></body></html>"
    assert lines_of(page) == ["各县（市）政府："]


def test_a_title_in_the_header_of_an_article_stays():
    body = "<p>" + "市水务局牵头编制供水规划。" * 9 + "</p>"
    page = f"<html><body><header><h1>供水工作要点</h1></header>{body}</body></html>"
    assert lines_of(page)[0] == "供水工作要点"


@pytest.mark.parametrize(
    "line",
    [
        "主办单位：市文旅局；承办单位：市体育局",
        "编辑出版典型案例20个",
        "阅读率达到85%以上",
        "点击率和访问量纳入考核",
        "下载量不少于1万次",
    ],
)
def test_lines_that_only_begin_like_a_tool_stay(line):
    assert lines_of(f"<html><body><p>{line}</p></body></html>") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "您当前的位置：首页 > 政务公开",
        "浏览次数：1024",
        "上一篇：关于放假的通知",
        "责任编辑：张三",
        "字体：[ 大 中 小 ] 打印本页 关闭窗口",
        "主办：青川市人民政府办公室　网站标识码1234",
        "云ICP备00000000号-1",
    ],
)
def test_lines_of_the_page_around_are_dropped(line):
    assert lines_of(f"<html><body><p>甲</p><p>{line}</p></body></html>") == ["甲"]


def test_a_table_that_lays_out_the_page_is_no_row():
    long = "由市水务局牵头，各县（市、区）政府按月报送。" * 80
    page = f"<html><body><table><tr><td>目录</td><td><p>{long}</p><p>附则</p></td></tr></table>"
    assert lines_of(page) == ["目录", long, "附则"]


def test_a_menu_laid_out_as_a_table_is_dropped():
    menu = (
        "<table><tr><td><a>首页</a></td><td><a>政务公开</a></td><td><a>办事</a></td></tr></table>"
    )
    assert lines_of(f"<html><body>{menu}<p>甲</p></body></html>") == ["甲"]


def test_text_after_what_is_dropped_stays():
    assert lines_of(
        "<html><body><p>甲<script>x</script>乙</p><style>y</style>丙</body></html>"
    ) == [
        "甲乙",
        "丙",
    ]


def test_hidden_elements_are_left_out():
    assert lines_of('<html><body><p style="display: none">甲</p><p>乙</p></body></html>') == ["乙"]


def test_an_xml_declaration_does_not_stop_the_reader():
    page = '<?xml version="1.0" encoding="utf-8"?><html><body><p>甲</p></body></html>'
    assert lines_of(page) == ["甲"]


def test_text_that_quotes_a_tag_is_plain_text():
    assert read("标题写作 <title> 的网页".encode(), "plan").media_type == "text/plain"
