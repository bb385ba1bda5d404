"""What a browser is called that names itself in a request (RFC 9110, 10.1.5)."""

from __future__ import annotations

import re

from flask_babel import gettext

_BROWSERS = (
    ("MicroMessenger/", "WeChat"),
    ("DingTalk/", "DingTalk"),
    ("QQBrowser/", "QQ Browser"),
    ("QIHU 360", "360"),
    ("360SE", "360"),
    ("UCBrowser/", "UC Browser"),
    ("MetaSr", "Sogou"),
    ("HuaweiBrowser/", "Huawei Browser"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("Trident/", "Internet Explorer"),
    ("MSIE ", "Internet Explorer"),
)
"""Signs and the browsers they tell, those first that also bear the signs of a later one."""
_SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
# curl/8.5.0: the program before its version
_PROGRAM = re.compile(r"[\w.-]{1,40}(?=/)")


def browser_label(agent: str) -> str:
    """Return the browser and the system that a request named, as people call them.

    >>> browser_label("Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0")
    'Firefox · Windows'
    >>> browser_label("curl/8.5.0"), browser_label("")
    ('curl', '—')
    """
    if not agent.strip():
        return "—"
    browser = _told(agent, _BROWSERS) or _program(agent)
    system = _told(agent, _SYSTEMS)
    return f"{browser} · {system}" if system else browser


def _told(agent: str, signs: tuple[tuple[str, str], ...]) -> str | None:
    return next((name for sign, name in signs if sign in agent), None)


def _program(agent: str) -> str:
    named = _PROGRAM.match(agent)
    return named[0] if named and named[0] != "Mozilla" else str(gettext("其他浏览器"))
