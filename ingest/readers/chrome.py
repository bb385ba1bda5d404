"""What surrounds a document on a web page: menus, tools, footers; told by markup and words."""

from __future__ import annotations

import re

from lxml import etree

from ingest.readers.flow import Line

_NEVER_TEXT = (
    *("script", "style", "noscript", "template", "head", "title", "link", "meta", "iframe"),
    *("object", "embed", "svg", "canvas", "audio", "video", "map"),
    *("select", "button", "input", "textarea"),
)
# Old sites wrap the whole page into a form, new ones put the title into a header.
_SELDOM_TEXT = ("nav", "header", "footer", "aside", "form", "dialog")
_NAMED = ("div", "ul", "ol", "table", "section", "dl")
# class="top-nav", id="footer", class="bread_crumb", class="print-box"
_NAMES = re.compile(
    r"(?:^|[-_\s])(?:top-?nav|nav|navbar|navigation|menu|topbar|bread-?crumbs?|crumbs?|"
    r"footer|foot|copyright|sidebar|share|print|toolbar|pagination|qrcode|related|"
    r"search|login|skip)(?:$|[-_\s])",
    re.I,
)
# What has a larger share of the page's text is the document, whatever its classes say.
_TOO_MUCH = 0.4
_LINKS = 0.6

_TOOL = (
    r"打印(?:本页|此页|页面)?|关闭(?:本页|窗口|页面)?|收藏(?:本页)?|返回(?:顶部|首页|列表)?|"
    r"字号|字体(?:大小)?|大|中|小|默认|首页|无障碍(?:浏览|阅读)?|繁体(?:版)?|简体(?:版)?|"
    r"分享(?:到|至)?|微信|微博|扫一扫(?:在手机打开当前页)?|下载|语音播报|保护视力色"
)
# 【打印】 【关闭】; 字号：[大 中 小] 打印 | 关闭
_TOOLS = re.compile(rf"(?:(?:{_TOOL})|[\s【】\[\]（）()|｜丨:：>＞/、·])+")
# 当前位置：首页 > 文件; 浏览次数：12; 版权所有：…; 主办：某某办公室　网站标识码…
_STARTS = re.compile(
    r"(?:您?(?:现在|当前|所在)的?位置|(?:浏览|阅读|点击|访问)(?:次数|数|量)?\s*[：:]|"
    r"(?:上|下)一(?:篇|条)\s*[：:]|相关(?:链接|阅读|稿件)|友情链接|(?:责任|网站)?编辑\s*[：:]|"
    r"主办(?:单位)?[：:].*(?:网站标识码|ICP备|备案|维护)|版权所有|网站(?:标识码|地图|声明)|"
    r"技术支持\s*[：:]|.{0,8}ICP备|.{0,8}公网安备|copyright\b|©)",
    re.I,
)


def drop_chrome(body: etree._Element) -> None:
    """Take out of the page, in place, what its markup calls menu, tool, footer or script."""
    for element in list(body.iter(*_NEVER_TEXT)):
        _drop(element)
    budget = _length(body) * _TOO_MUCH
    for element in list(body.iter(*_SELDOM_TEXT, *_NAMED)):
        if not _is_named_chrome(element):
            continue
        length = _length(element)
        if length <= budget:
            budget -= length
            _drop(element)
    hidden = [e for e in body.iter() if "display:none" in (e.get("style") or "").replace(" ", "")]
    for element in hidden:
        _drop(element)


def is_chrome(line: Line) -> bool:
    """Return whether a line is a menu, a tool or a footer by what it says.

    >>> [is_chrome(Line(text, 0)) for text in ("【打印】 【关闭】", "主办：市公安局")]
    [True, False]
    """
    if _TOOLS.fullmatch(line.text) or _STARTS.match(line.text):
        return True
    is_menu = line.linked > _LINKS * len(line.text)
    return is_menu and not re.search(r"[。；]|附件", line.text)


def _is_named_chrome(element: etree._Element) -> bool:
    if element.tag in _SELDOM_TEXT:
        return element.find(".//h1") is None
    return bool(_NAMES.search(f"{element.get('class', '')} {element.get('id', '')}"))


def _length(element: etree._Element) -> int:
    """Return how much text an element holds beside its links, which no document consists of."""
    own = (child.text for child in element.iter() if child.tag != "a")
    tails = (child.tail for child in element.iterdescendants())
    return sum(len(text.strip()) for text in (*own, *tails) if text)


def _drop(element: etree._Element) -> None:
    """Remove an element but keep the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)
