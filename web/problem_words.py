"""What a page says of each kind of problem: what happened, and what the reader can do."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask_babel import gettext


@dataclass(frozen=True, slots=True)
class Told:
    """A problem in words; ``can_wait`` where the same request may do later."""

    heading: str
    happened: str
    to_do: str
    can_wait: bool = False


def told(status: int, own_words: str = "", seconds: str = "") -> Told:
    """Return what is said of a problem of an HTTP status.

    ``own_words`` say what happened where more is known than the status; ``seconds`` after which
    the same request may be made again, where that is known.
    """
    known = _of_request().get(status) or _of_reader().get(status) or _of_site().get(status)
    words = known or Told(
        gettext("请求无法处理"),
        gettext("地址或表单里有一处，这里不能处理。"),
        gettext("请退回上一页修改，或从首页重新开始。"),
    )
    if words.can_wait and seconds.isdigit():
        words = replace(words, to_do=gettext("请等 %(count)s 秒，再重新载入。", count=seconds))
    return replace(words, happened=own_words) if own_words else words


def being_made(seconds: str) -> Told:
    """Return what is said of what is made of the whole graph, and asked for again by itself."""
    return Told(
        gettext("正在计算"),
        gettext("这一页由整个图谱算出，头一次要一两分钟。"),
        gettext("不必操作：每 %(count)s 秒自动重新载入一次，算好就会显示。", count=seconds),
        can_wait=True,
    )


def _of_request() -> dict[int, Told]:
    """Return what is said where the address or what was sent is not right."""
    return {
        400: Told(
            gettext("请求有误"),
            gettext("地址或表单里有一处写法不对。"),
            gettext("请退回上一页检查，或从首页重新开始。"),
        ),
        404: Told(
            gettext("没有这一页"),
            gettext("地址有误，或者所指的内容已不在图谱中。"),
            gettext("可以检索它的名称，或从首页找起。"),
        ),
        405: Told(
            gettext("不能这样请求"),
            gettext("这个地址只供阅读。"),
            gettext("请从页面上的链接或按钮进入。"),
        ),
        410: Told(
            gettext("已经过期"),
            gettext("这个列表给出之后，图谱有了变化；或者内容已经移除。"),
            gettext("请重新打开列表，或检索它的名称。"),
        ),
        413: Told(
            gettext("提交的内容太大"),
            gettext("内容超过了允许的大小，没有收下。"),
            gettext("请缩短内容，或分几次提交。"),
        ),
    }


def _of_reader() -> dict[int, Told]:
    """Return what is said where it matters who asks, and how often."""
    return {
        401: Told(
            gettext("需要登录"),
            gettext("这一页只对登录的人开放。"),
            gettext("请登录后再打开这个地址。"),
        ),
        403: Told(
            gettext("没有权限"),
            gettext("这一页只对有权限的人开放。"),
            gettext("请换用有权限的账号，或与管理员联系。"),
        ),
        429: Told(
            gettext("请求太多"),
            gettext("短时间内的请求太多，暂时不再接受。"),
            gettext("请等一分钟，再重新载入。"),
            can_wait=True,
        ),
    }


def _of_site() -> dict[int, Told]:
    """Return what is said where the site cannot answer although the request is right."""
    return {
        500: Told(
            gettext("出了差错"),
            gettext("服务器没能完成这个请求，差错已经记录。"),
            gettext("请稍后重新载入；仍然如此时，请把地址和时间告诉管理员。"),
            can_wait=True,
        ),
        503: Told(
            gettext("暂时不能提供"),
            gettext("图谱或索引正在更新，这一次没有取到数据。"),
            gettext("请过一会儿重新载入，不必重新输入。"),
            can_wait=True,
        ),
    }
