"""What surrounds a document on a web page: menus, tools, footers; told by markup and words."""

from __future__ import annotations

import re

from lxml import etree

from ingest.readers.flow import Line

_TAGS = (
    *("script", "style", "noscript", "template", "head", "title", "link", "meta"),
    *("nav", "header", "footer", "aside", "form", "select", "button", "input", "textarea"),
    *("iframe", "object", "embed", "svg", "canvas", "audio", "video", "map", "dialog"),
)
# class="top-nav", id="footer", class="bread_crumb", class="print-box"
_NAMES = re.compile(
    r"(?:^|[-_\s])(?:top-?nav|nav|navbar|navigation|menu|topbar|bread-?crumbs?|crumbs?|location|"
    r"position|footer|foot|copyright|sidebar|share|print|toolbar|pagination|qrcode|related|"
    r"search|login|links?|skip)(?:$|[-_\s])",
    re.I,
)
# An element with this share of the page's text is the document, whatever its class says.
_TOO_MUCH = 0.4
_LINKS = 0.6

_TOOL = (
    r"打印(?:本页|此页|页面)?|关闭(?:本页|窗口|页面)?|收藏(?:本页)?|返回(?:顶部|首页|列表)?|"
    r"字号|字体(?:大小)?|大|中|小|默认|首页|无障碍(?:浏览|阅读)?|繁体(?:版)?|简体(?:版)?|"
    r"分享(?:到|至)?|微信|微博|扫一扫(?:在手机打开当前页)?|下载|语音播报|保护视力色"
)
# 【打印】 【关闭】; 字号：[大 中 小] 打印 | 关闭; 当前位置：首页 > 政务公开; 版权所有：…
_TOOLS = re.compile(rf"(?:(?:{_TOOL})|[\s【】\[\]（）()|｜丨:：>＞/、·])+")
_STARTS = re.compile(
    r"(?:您?(?:现在|当前|所在)的?位置|你?现在的位置|浏览(?:次数|量)|阅读(?:次数|量)|点击(?:数|量|率)|访问量|"
    r"上一篇|下一篇|相关(?:链接|阅读|文档|稿件)|友情链接|责任编辑|编辑|版权所有|主办(?:单位)?[：:].*(?:承办|维护|电话)|"
    r"网站(?:标识码|地图|声明)|联系(?:我们|电话)[：:]|技术支持|.{0,8}ICP备|.{0,8}公网安备|copyright|©)",
    re.I,
)


def drop_chrome(body: etree._Element) -> None:
    """Take out of the page, in place, what its markup calls menu, tool, footer or script."""
    for element in list(body.iter(*_TAGS)):
        _drop(element)
    allowed = _length(body) * _TOO_MUCH
    for element in list(body.iter("div", "ul", "ol", "p", "span", "table", "section", "dl")):
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if _NAMES.search(names) and _length(element) <= allowed:
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


def _length(element: etree._Element) -> int:
    return sum(len(text.strip()) for text in element.itertext())


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
