"""What is said of accounts and what is done with them, in the visitor's language."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext

from web.accounts.model import Deed, Fault, Role
from web.dates import moment_label


def fault_words(fault: Fault) -> str:
    """Return why an account cannot be made, changed or entered as asked."""
    words = {
        Fault.BAD_NAME: gettext("用户名为 1 至 64 个可见字符，首尾没有空格。"),
        Fault.NAME_TAKEN: gettext("已经有同名的账号。"),
        Fault.NO_SUCH_USER: gettext("没有这个账号。"),
        Fault.TOO_SHORT: gettext("密码至少 10 个字符。"),
        Fault.TOO_LONG: gettext("密码最多 1,024 个字符。"),
        Fault.LAST_ADMINISTRATOR: gettext("这是最后一个管理员；请先设另一个。"),
        Fault.WRONG_PASSWORD: gettext("用户名或密码不对。"),
    }
    return str(words[fault])


def wait_words(seconds: int) -> str:
    """Return that too many passwords were tried, and for how long to wait."""
    minutes = -(-seconds // 60)
    return str(gettext("尝试次数过多，请在 %(minutes)s 分钟后再试。", minutes=minutes))


def user_role_label(role: Role | str) -> str:
    """Return what a role of a user is called."""
    words = {
        Role.READER: gettext("查阅员"),
        Role.EDITOR: gettext("编辑员"),
        Role.ADMINISTRATOR: gettext("管理员"),
    }
    return str(words[Role(role)])


def deed_label(deed: Deed) -> str:
    """Return what somebody did, in words."""
    words = {
        Deed.SIGNED_IN: gettext("登录"),
        Deed.FAILED: gettext("登录失败"),
        Deed.SIGNED_OUT: gettext("退出登录"),
        Deed.ENDED_SESSIONS: gettext("结束登录状态"),
        Deed.CHANGED_PASSWORD: gettext("修改密码"),
        Deed.MADE_TOKEN: gettext("生成令牌"),
        Deed.REMOVED_TOKEN: gettext("吊销令牌"),
        Deed.UPLOADED: gettext("上传"),
        Deed.REMOVED_DOCUMENT: gettext("删除公文"),
        Deed.ADDED_USER: gettext("新建账号"),
        Deed.CHANGED_ROLE: gettext("更改角色"),
        Deed.RESET_PASSWORD: gettext("重设密码"),
        Deed.REMOVED_USER: gettext("删除账号"),
    }
    return str(words[deed])


def moment(seconds: float) -> str:
    """Return a moment in seconds since 1970 as the clock of this machine shows it."""
    return moment_label(datetime.fromtimestamp(seconds).astimezone())
