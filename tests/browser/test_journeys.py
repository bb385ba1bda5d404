"""What officials come for, from beginning to end, in a browser on a site served as ever."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import PATIENCE

pytestmark = pytest.mark.browser

TOP = Path(__file__).parents[2]
PLANS = TOP / "tests" / "browser" / "journeys"
NEW = next((PLANS / "upload").iterdir())
EDITOR, PASSWORD = "李编", "三棵松树下 1984"
QUESTION, IN_ENGLISH = "市场监管局牵头的所有任务", "all tasks the Market Regulation Bureau leads"
LED = [
    "云岭省2025年校园食品安全工作安排",
    "青澜市2025年校园食品安全工作要点",
    "鹿溪县2025年校园食品安全工作方案",
    "桐川市2025年校园食品安全工作要点",
]
DRAWN = "[data-lineage][data-shown]"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site over the plans of the journeys, with an editor's account."""
    data = str(tmp_path_factory.mktemp("journeys"))
    lexicon = str(TOP / "samples" / "lexicon")
    environment = os.environ | {"ZHIZE_DATA": data, "ZHIZE_LEXICON": lexicon}

    def run(*arguments: str, said: str = "") -> None:
        command = [sys.executable, "-m", *arguments]
        subprocess.run(command, cwd=TOP, env=environment, input=said, text=True, check=True)

    run("ingest", "add", *(str(plan) for plan in sorted(PLANS.glob("*.txt"))))
    run("web", "user", "add", EDITOR, "--role", "editor", "--password-stdin", said=PASSWORD + "\n")
    command = [sys.executable, "-m", "web", "--port", "0", "--workers", "2"]
    site = subprocess.Popen(command, cwd=TOP, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert site.stdout is not None
        yield site.stdout.readline().split()[-1]
    finally:
        site.terminate()
        site.wait(30)


def opened(browser, served: str, **options):
    """Open a browser's window on the site, in Chinese unless told otherwise."""
    told = {"locale": "zh-CN", "viewport": {"width": 1280, "height": 900}} | options
    return browser.new_context(base_url=served, **told)


@pytest.fixture
def visit(browser, served: str) -> Iterator:
    """Give pages of windows of one's own; a test fails where the browser complains of anything."""
    contexts, complaints = [], []

    def page(**options):
        contexts.append(opened(browser, served, **options))
        contexts[-1].set_default_timeout(PATIENCE)
        made = contexts[-1].new_page()
        made.on("console", lambda said: said.type == "error" and complaints.append(said.text))
        made.on("pageerror", lambda error: complaints.append(str(error)))
        return made

    yield page
    for context in contexts:
        context.close()
    assert not complaints


def ask(page, question: str) -> None:
    page.goto("/")
    page.locator("main input[name=q]").fill(question)
    page.locator("main input[name=q]").press("Enter")
    page.wait_for_url("**/search?*")


def sources(page) -> list[str]:
    """Return the titles that the rows of the results name as their source."""
    titles = page.locator("table.rows tbody tr a[href*='/documents/']").all_inner_texts()
    return list(dict.fromkeys(titles))


def taken(page, name: str) -> list[dict[str, str]]:
    with page.expect_download() as download:
        page.get_by_role("link", name=name, exact=True).first.click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    lines = text.splitlines()
    head = next(number for number, line in enumerate(lines) if "," in line)
    return list(csv.DictReader(lines[head:]))


@pytest.mark.parametrize("is_small", [False, True])
@pytest.mark.parametrize("question", [QUESTION, IN_ENGLISH])
def test_all_tasks_a_bureau_leads_are_found_and_taken_along(visit, question, is_small) -> None:
    is_english = question == IN_ENGLISH
    page = visit(
        locale="en-US" if is_english else "zh-CN",
        viewport={"width": 390 if is_small else 1280, "height": 800},
    )
    ask(page, question)
    understood = page.locator("main").inner_text()
    assert ("market regulation" if is_english else "市场监督管理（职能）") in understood
    assert sources(page) == LED
    rows = taken(page, "CSV")
    assert len(rows) == len(LED)
    assert any("（市市场监管局牵头，市教育局配合）" in value for value in rows[1].values())


def test_with_whom_a_bureau_cooperates_leads_to_the_sentence_that_says_why(visit) -> None:
    page = visit()
    ask(page, "哪些单位与青澜市教育局协同")
    partners = dict(
        row.locator("th, td").all_inner_texts() for row in page.locator("table tbody tr").all()
    )
    assert partners == {"青澜市卫生健康委员会": "1 项", "青澜市市场监督管理局": "1 项"}
    page.locator("tr", has_text="青澜市市场监督管理局").get_by_role("link", name="1 项").click()
    assert "（市市场监管局牵头，市教育局配合）" in page.locator("main").inner_text()
    page.get_by_role("link", name="食堂亮出后厨").first.click()
    page.wait_for_url("**/actions/*")
    page.get_by_role("link", name=re.compile("原文")).first.click()
    page.wait_for_url("**/documents/*#*")
    marked = page.locator(":target").inner_text()
    assert marked in "（市市场监管局牵头，市教育局配合）全市学校食堂后厨视频接入率达到98%以上。"


def test_a_regulation_is_followed_up_to_the_state_council_and_down_to_a_county(visit) -> None:
    page = visit()
    ask(page, "《青澜市2025年校园食品安全工作要点》引用了哪些文件")
    page.get_by_role("link", name="云岭省2025年校园食品安全工作安排").first.click()
    page.wait_for_selector(DRAWN)
    rows = page.locator("[data-links] tr").all_inner_texts()
    assert any("国务院关于加强食品安全工作的决定" in row and "依据" in row for row in rows)
    assert any("鹿溪县2025年校园食品安全工作方案" in row and "贯彻落实" in row for row in rows)
    heights = [
        page.evaluate("id => document.querySelector('.drawing').middleOf(id).y", work)
        for work in page.eval_on_selector_all(
            "[data-works] [data-body]", "all => all.map(e => e.dataset.body)"
        )
    ]
    assert len(set(heights)) == 4  # 国务院, province, cities, county: one above the other
    page.get_by_role("link", name="鹿溪县2025年校园食品安全工作方案").first.click()
    assert page.locator("h1").inner_text() == "鹿溪县2025年校园食品安全工作方案"


def test_two_cities_are_compared_on_one_subject(visit) -> None:
    page = visit()
    page.goto("/compare")
    for name, place in (("jurisdiction", "青澜市"), ("jurisdiction2", "桐川市")):
        page.locator(f"select[name={name}]").select_option(label=place)
    page.locator("main input[name=words]").fill("食堂")
    page.locator("main form button", has_text="对比").click()
    page.wait_for_url("**/compare?*")
    told = page.locator("main").inner_text()
    row = page.locator("table tbody tr", has_text="98%").first.inner_text()
    assert "95%" in row
    assert "青澜市市场监督管理局" in row
    assert "桐川市教育局" in row
    assert "牵头不同" in told or "牵头单位不同" in told


def test_a_document_is_uploaded_and_its_tasks_are_found(visit) -> None:
    page = visit()
    page.goto("/upload")
    page.wait_for_url(re.compile(r"/signin\?"))
    page.get_by_label("用户名").fill(EDITOR)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/upload")
    page.locator("input[type=file]").set_input_files(str(NEW))
    page.get_by_role("button", name="上传").click()
    page.wait_for_url("**/runs/*")
    page.locator("#summary", has_text="已完成").wait_for()
    page.get_by_role("link", name="2 项").click()
    page.wait_for_url("**/documents/*")
    assert page.locator("h1").inner_text() == "松台县2025年校园食品安全工作方案"
    ask(page, "松台县教育局牵头的任务")
    found = page.locator("main").inner_text()
    assert "备好应急餐食" in found
    assert "（县教育局牵头，县市场监管局配合）" in found
    assert "教会学生看懂标签" in found


def test_a_question_is_asked_and_followed_to_its_sentence_by_keyboard_alone(visit) -> None:
    page = visit()
    page.goto("/about")
    page.keyboard.press("/")
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    tab_to(page, "食堂亮出后厨")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actions/*")
    assert "（省市场监管局牵头，省教育厅配合）" in page.locator("main").inner_text()
    page.go_back()
    page.wait_for_url("**/search?*")
    with page.expect_download() as download:
        tab_to(page, "CSV")
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".csv")


def tab_to(page, words: str) -> None:
    """Go on with Tab until what has the focus says these words."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText?.trim()") == words:
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"{words} cannot be reached by Tab")
