"""A browser is told in words, whatever else it claims to be."""

from __future__ import annotations

import pytest
from flask import Flask

from web.browsers import browser_label

CHROME = "Mozilla/5.0 (%s) AppleWebKit/537.36 (KHTML, like Gecko) %s"
WINDOWS, LINUX = "Windows NT 10.0; Win64; x64", "X11; Linux x86_64"


@pytest.mark.parametrize(
    ("agent", "label"),
    [
        (CHROME % (WINDOWS, "Chrome/129.0.0.0 Safari/537.36"), "Chrome · Windows"),
        (CHROME % (WINDOWS, "Chrome/129.0.0.0 Safari/537.36 Edg/129.0.0.0"), "Edge · Windows"),
        (CHROME % (LINUX, "Chrome/86.0 Safari/537.36 QQBrowser/13.1"), "QQ Browser · Linux"),
        (CHROME % ("Linux; Android 14", "Chrome/129.0 Mobile Safari/537.36"), "Chrome · Android"),
        (CHROME % ("iPhone; CPU iPhone OS 17_5", "Version/17.5 Safari/604.1"), "Safari · iPhone"),
        (CHROME % ("Macintosh; Intel Mac OS X", "Version/17 Safari/605"), "Safari · macOS"),
        ("Mozilla/5.0 (X11; Linux; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox · Linux"),
        ("Mozilla/5.0 (Windows NT 6.1; Trident/7.0) like Gecko", "Internet Explorer · Windows"),
        ("curl/8.5.0", "curl"),
        ("Mozilla/5.0", "其他浏览器"),
        ("<script>/1", "其他浏览器"),
        (" ", "—"),
    ],
)
def test_browsers_are_called_as_people_call_them(app: Flask, agent: str, label: str) -> None:
    with app.test_request_context():
        assert browser_label(agent) == label
