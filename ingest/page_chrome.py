"""What web pages wrap round a text, told by its words: tools, footers, and the table above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

# "- 3 -", "— 12 —", "第3页 共9页", "3 / 9", "# Page 4:", "P. 24"
_PAGE_MARK = re.compile(
    r"[-—–－·\s]{0,4}\d{1,4}[-—–－·\s]{0,4}|第\s*\d+\s*页[，,]?\s*(?:[/／共]\s*\d+\s*页?)?"
    r"|\d{1,4}\s*[/／]\s*\d{1,4}|#\s*Page\s+\d+:?|Page\s+\d+(?:\s+of\s+\d+)?|P\.\s*\d+",
    re.IGNORECASE,
)
# signs of the labels in traditional script
_SCRIPTS = str.maketrans(
    {
        simple: f"(?:{simple}|{traditional})"
        for simple, traditional in zip(
            "体号关闭页访问读次数编辑责题词标识网联视护时间发构机单门类种组开属级别范围形实废义务对状备语览权点击扫转载来导布制",
            "體號關閉頁訪問讀次數編輯責題詞標識網聯視護時間發構機單門類種組開屬級別範圍形實廢義務對狀備語覽權點擊掃轉載來導佈製",
            strict=True,
        )
    }
)
_TOOLS = (
    r"【?\s*字(?:体|号)(?:大小)?\s*[：:].*|\[?打印(?:本页|文章)?\]?|\[?关闭(?:窗口|本页)?\]?|打印\s*关闭.*|收藏|返回顶部"
    r"|分享(?:到|至)?\s*(?:[：:].*)?|您?(?:现在|当前|目前)?(?:所在)?的?位置\s*(?:[：:]|[^。；]*[>＞»]).*|首页\s*[>＞»].*|上一(?:篇|页|条).*|下一(?:篇|页|条).*"
    r"|(?:浏览|点击|阅读|访问)(?:次数|量|数)\s*[：:]?.*|(?:浏览|点击|阅读|热度)\s*[：:]\s*\d*|责任编辑\s*[：:].*|扫一扫.*|版权所有.*|无障碍(?:浏览|阅读)?|长[辈者](?:版|模式)|适老版"
    r"|.*ICP备.*号.*|.*公网安备.*号.*|网站地图|联系我们|视力保护色\s*[：:]?.*|主\s*题\s*词\s*[：:].*|网站标识码.*"
    r"|(?:归档|更新|发布|发表|生成|发稿)(?:日期|时间)\s*[：:].*|(?:信息)?(?:来源|来自)\s*[：:].*"
    r"|(?:时间|日期)\s*[：:]\s*20\d\d[-./]\d\d?[-./]\d\d?.*|(?:文章)?作者\s*[：:].*"
    r"|主题分类\s*[：:].*|有效性\s*[：:].*|索\s*引\s*号\s*[：:].*|导读\s*[：:].*"
)
_BULLET = r"[\s•·▪●◆■□※【\[|｜-]*"
_CHROME = re.compile(
    rf"{_BULLET}(?:{_TOOLS.translate(_SCRIPTS)})[\s|｜]*|[•·▪●-]+\s*(?:20\d\d-\d\d-\d\d)?(?:\s[\d:]+)?"
)
# 发布机构, 制发单位: the value below names a body
_ISSUER = (
    r"发\s*(?:布|文)\s*(?:机\s*构|机\s*关|单\s*位|部\s*门)|制\s*(?:发|定)\s*(?:机\s*关|单\s*位)"
)
# 索 引 号, 发文字号: hardly ever a word of the text itself
_SURE = (
    rf"(?P<issuer>{_ISSUER})|索\s*引\s*号|组\s*配\s*分\s*类|主\s*题\s*分\s*类|信\s*息\s*分\s*类"
    r"|(?:公开)?责任部门|(?:发文|发布|政策)?\s*(?:文|字)\s*号|文件编号|成\s*文\s*日\s*期|公文(?:种类|时效)|体裁分类"
    r"|发\s*(?:文|布)\s*(?:日\s*期|时\s*间)|印发日期|生\s*成\s*日\s*期|服务对象|存放位置|信息名称|发布单位|政策级别"
    r"|公开(?:日期|时间|方式|范围|形式|时限|程序|属性|类别)|(?:生效|实施|施行|失效|废止|失效/废止)(?:日期|时间)"
    r"|有\s*效\s*性|时\s*效\s*性|效力(?:状态|级别|等级)"
)
_MAYBE = (
    r"名\s*称|标\s*题|分\s*类|类\s*别|关\s*键\s*(?:词|字)|内\s*容\s*概\s*述|状\s*态|备\s*注"
    r"|来\s*源|语\s*种|信息来源"
)
_SPREAD = r"名\s+称|标\s+题|分\s+类|类\s+别|来\s+源|状\s+态"
_LABEL = rf"(?P<sure>{_SURE}|{_SPREAD})(?:\s*[：:]|(?=[\s|｜])|$)|(?:{_MAYBE})\s*[：:]"
_ROW = re.compile(rf"{_BULLET}(?:{_LABEL.translate(_SCRIPTS)})(?P<value>.*)")
_VALUES = re.compile(
    r"\d{4}\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2}\s?日?(?:\s*[\d:]+)?|[\dA-Za-z/_\-.－／]{4,40}|(?:现行)?有效|失效|[废廢]止|主[动動]公[开開]"
    r"|[一-鿿]{1,10}\s?[〔［（(【\[]\s?\d{4}\s?[〕］）)】\]]\s*\d+\s*[号號]"
)
_BODIES = re.compile(r"[一-鿿、 　]{4,60}[局委办辦厅廳部院社会會府室]")
# the text itself has begun, in which 责任部门： says who acts
_FIRST_HEADING = re.compile(r"一、|（一）|\(一\)|第[一1][章条條]|[牵牽][头頭](?:[单單]位|部[门門])")
_TABLE_WITHIN, _LONGEST_ROW, _LONGEST_LINE = 60, 160, 80


def is_page_mark(text: str) -> bool:
    """Whether a line is the number of a page.

    >>> [is_page_mark(line) for line in ("- 3 -", "第3页 共9页", "3.加强监管")]
    [True, True, False]
    """
    return len(text) < _LONGEST_LINE and _PAGE_MARK.fullmatch(text) is not None


def is_chrome(text: str) -> bool:
    """Whether a line is a tool or a footer of a web page wherever it stands.

    >>> [is_chrome(line) for line in ("【字体：大 中 小】", "• 分享到", "来源：本网", "来源可查")]
    [True, True, True, False]
    """
    return len(text) < _LONGEST_LINE and _CHROME.fullmatch(text) is not None


def table_rows(lines: Sequence[str]) -> frozenset[int]:
    """Return which of the first lines are rows of the table above a text, or values in it.

    A value may stand on a line of its own below its label.

    >>> sorted(table_rows(["索引号：", "0128/2024-7", "文号：", "沅溪市节水方案"]))
    [0, 1, 2]
    """
    found: set[int] = set()
    is_sure = False
    for index, line in enumerate(lines[:_TABLE_WITHIN]):
        if _FIRST_HEADING.match(line):
            break
        row = _ROW.fullmatch(line) if len(line) < _LONGEST_ROW else None
        if row is None:
            if len(line) > _LONGEST_LINE:
                break
            continue
        found.add(index)
        is_sure = is_sure or row["sure"] is not None
        below = lines[index + 1] if index + 1 < len(lines) else ""
        value = _BODIES if row["issuer"] else _VALUES
        if not row["value"].strip() and value.fullmatch(below):
            found.add(index + 1)
    return frozenset(found) if is_sure else frozenset()
