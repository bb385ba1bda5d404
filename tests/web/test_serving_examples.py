"""What the page on serving shows is right: options, the unit and the configurations of proxies."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from web.__main__ import main

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLES = DOCS / "serving"
PAGE = (DOCS / "serving.md").read_text("utf-8")


def test_the_page_names_only_options_that_there_are(capsys) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    known = capsys.readouterr().out
    unit = (EXAMPLES / "zhize.service").read_text("utf-8")
    started = next(line for line in unit.splitlines() if line.startswith("ExecStart="))
    named = set(re.findall(r"(?<!-)--[a-z][a-z-]*", PAGE + started))
    of_others = {"--format", "--out"}
    assert {option for option in named - of_others if option not in known} == set()
    assert len(named) > 6


def test_the_page_leads_to_each_example() -> None:
    linked = set(re.findall(r"\(serving/(\S+)\)", PAGE))
    assert linked == {path.name for path in EXAMPLES.iterdir()}


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd")
def test_the_unit_is_one_that_systemd_takes(tmp_path: Path) -> None:
    unit = (EXAMPLES / "zhize.service").read_text("utf-8")
    python = shutil.which("true") or ""
    (tmp_path / "zhize.service").write_text(unit.replace("/opt/zhize/.venv/bin/python", python))
    done = subprocess.run(
        ["systemd-analyze", "verify", tmp_path / "zhize.service"], capture_output=True, text=True
    )
    assert [line for line in done.stderr.splitlines() if "zhize.service" in line] == []


@pytest.mark.skipif(not shutil.which("nginx"), reason="needs nginx")
def test_the_configuration_is_one_that_nginx_takes(tmp_path: Path) -> None:
    site = (EXAMPLES / "nginx.conf").read_text("utf-8")
    certified = re.sub(r"(?m)^ *ssl_certificate.*\n|listen 443 ssl;", "", site)
    config = f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ {certified} }}"
    (tmp_path / "nginx.conf").write_text(config)
    command = ["nginx", "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert "syntax is ok" in done.stderr


@pytest.mark.skipif(not shutil.which("caddy"), reason="needs Caddy")
def test_the_configuration_is_one_that_caddy_takes() -> None:
    command = ["caddy", "validate", "--adapter", "caddyfile", "--config", EXAMPLES / "Caddyfile"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert "Valid configuration" in done.stdout + done.stderr
