"""What the ledger says of a file, in the visitor's language."""

from __future__ import annotations

import re

from flask_babel import gettext

from ingest.errors import Reason
from ingest.ledger import Entry
from web.labels import notices
from web.languages import language

# as ``ingest.limits.over`` ends its sentences
_LIMIT = re.compile(r"\(limit ([a-z]+): ([\d,]+)\)")
_SAME = re.compile(r"The same document as (.+)\.$")


def reason_words(entry: Entry) -> str:
    """Return what is said of a file in one sentence; '' where there is nothing to say."""
    if language() == "en":
        return entry.reason
    if entry.code:
        found = _LIMIT.search(entry.reason)
        limit = (
            gettext("（上限 %(name)s：%(value)s）", name=found[1], value=found[2]) if found else ""
        )
        return f"{_why(Reason(entry.code))}{limit}"
    if found := _SAME.search(entry.reason):
        return str(gettext("与“%(name)s”是同一公文", name=found[1]))
    return "；".join(notices(entry.reason))


def _why(reason: Reason) -> str:
    words = {
        Reason.EMPTY: gettext("文件是空的，或没有文字"),
        Reason.TOO_LARGE: gettext("文件太大"),
        Reason.TOO_MANY_PAGES: gettext("页数太多"),
        Reason.EXPANSION: gettext("解压后太大，可能是压缩炸弹"),
        Reason.UNKNOWN_FORMAT: gettext("不认识的格式，或缺少打开它的程序"),
        Reason.ENCRYPTED: gettext("文件有密码"),
        Reason.NO_TEXT_LAYER: gettext("扫描件，没有文字层，也没有识别出文字"),
        Reason.DAMAGED: gettext("文件已损坏"),
        Reason.TOO_SLOW: gettext("处理时间太长"),
        Reason.NESTING: gettext("压缩包层层嵌套太深"),
        Reason.TOO_MANY_MEMBERS: gettext("压缩包里的文件太多"),
        Reason.UNREADABLE: gettext("无法读取，可能没有权限"),
        Reason.NO_FILE: gettext("不是普通文件"),
        Reason.CRASHED: gettext("处理它时程序出错"),
    }
    return str(words[reason])
