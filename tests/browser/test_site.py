"""The site in a real browser: keyboard, the drawing, marks, quotations, searches that are kept."""

from __future__ import annotations

import pytest

from tests.web.test_pages import BUREAU

pytestmark = pytest.mark.browser


def test_search_works_from_the_keyboard_alone(page) -> None:
    page.goto("/about")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("农贸市场")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    page.locator(".hits a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/actions/lj-2022-1")


def test_the_network_is_drawn_with_every_body_of_its_table(page) -> None:
    page.goto("/network")
    page.wait_for_selector(".drawing[data-drawn]")
    bodies = page.evaluate(
        "new Set([...document.querySelectorAll('tr[data-edge]')]"
        ".flatMap(row => row.dataset.edge.split(' '))).size"
    )
    assert page.get_attribute(".drawing", "data-drawn") == str(bodies)
    assert page.locator(".drawing canvas").count() > 0


def test_a_dot_of_the_network_leads_to_its_body(page) -> None:
    page.goto(BUREAU)
    page.wait_for_selector(".drawing[data-drawn]")
    page.locator(".drawing").scroll_into_view_if_needed()
    at = page.evaluate("document.querySelector('.drawing').middleOf('agency/青川市教育局')")
    page.locator(".drawing").click(position=at)
    page.wait_for_url("**/agencies/*%E6%95%99%E8%82%B2%E5%B1%80")


@pytest.mark.parametrize("kind", ["agency", "indicator", "subject", "citation", "location"])
def test_marks_of_a_kind_can_be_put_out(page, kind: str) -> None:
    page.goto("/documents/qc-2022")
    mark = page.locator(f".text .mark.{kind}").first
    line = "e => getComputedStyle(e).textDecorationLine"
    assert "underline" in mark.evaluate(line)
    page.uncheck(f"#show-{kind}")
    assert mark.evaluate(line) == "none"
    page.reload()


def test_each_kind_is_told_from_others_without_its_colour(page) -> None:
    page.goto("/documents/qc-2022")
    look = "es => es.map(e => { const s = getComputedStyle(e);"
    look += " return s.textDecorationLine + s.textDecorationStyle + s.borderBottomStyle })"
    looks = page.locator(".legend .mark:not(.statement)").evaluate_all(look)
    assert len(looks) == len(set(looks)) == 7


def test_the_list_of_tasks_follows_what_is_read(page) -> None:
    page.set_viewport_size({"width": 1440, "height": 300})
    page.goto("/documents/qc-2022")
    reached = page.locator(".tasks a[aria-current]")
    assert reached.count() == 0
    for number in (4, 2):
        page.locator(f".tasks li:nth-child({number}) a").click()
        page.wait_for_function(
            "n => document.querySelector('.tasks a[aria-current] b')?.textContent === n",
            arg=str(number),
        )
        assert reached.count() == 1


def pasted(page) -> str:
    """Return what the clipboard holds; pages of the site may not read it, but a person pastes."""
    page.goto("/sparql")
    page.locator("textarea").fill("")
    page.keyboard.press("Control+V")
    return page.locator("textarea").input_value()


def test_a_sentence_is_copied_with_its_source_and_address(page) -> None:
    page.context.grant_permissions(["clipboard-write"])
    page.goto("/documents/qc-2022")
    page.locator(".text").get_by_text("侦破一批大案要案").click()
    page.get_by_role("button", name="连同出处复制").click()
    page.get_by_role("button", name="已复制").wait_for()
    words, source, address = pasted(page).split("\n")
    assert words == "深入开展专项行动，侦破一批大案要案。"
    assert source == "——《青川市2022年食品安全重点工作安排》（青政办〔2022〕12号）"
    page.goto(address)
    assert page.locator(".sentence:target").inner_text().endswith("大案要案。")


def test_a_link_to_a_sentence_shows_it(page) -> None:
    page.goto("/actions/qc-2022-5")
    page.get_by_text("原文写明").first.click()
    page.wait_for_url("**/documents/qc-2022#c*")
    target = page.locator(":target + .mark")
    assert target.inner_text() == "市市场监管局"
    assert target.evaluate("e => e.getBoundingClientRect().top < innerHeight")


def test_a_task_is_quoted_with_one_click(page) -> None:
    page.context.grant_permissions(["clipboard-write"])
    for address in ("/actions/qc-2022-1", "/answer?find=actions&document=document/qc-2022"):
        page.goto(address)
        page.locator("summary", has_text="引用").first.click()
        page.locator("summary", has_text="已复制").wait_for()
        words, way = pasted(page).split("\n")
        assert words.startswith("“")
        assert "”——《青川市2022年食品安全重点工作安排》（青政办〔2022〕12号" in words
        page.goto(way)
        assert page.locator(":target").count() == 1


def test_a_quotation_can_be_read_where_nothing_can_be_copied(browser, address: str) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/actions/qc-2022-1")
        quotation = page.locator(".quoted p").first
        assert not quotation.is_visible()
        page.locator(".quoted summary").first.click()
        assert quotation.is_visible()
        assert "《青川市2022年食品安全重点工作安排》" in quotation.inner_text()


def test_what_is_typed_is_completed_from_the_keyboard(page) -> None:
    page.goto("/search")
    page.locator("main input[name=q]").focus()
    page.keyboard.type("青川市市场")
    page.wait_for_selector(".completions li")
    assert page.get_attribute("main input[name=q]", "aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    chosen = page.locator('.completions [aria-selected="true"]')
    offered, place = chosen.text_content(), chosen.get_attribute("id")
    assert page.get_attribute("main input[name=q]", "aria-activedescendant") == place
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    assert page.input_value("main input[name=q]") == offered


def test_completions_go_away_with_escape_and_leave_what_was_typed(page) -> None:
    page.goto("/search")
    page.locator("main input[name=q]").focus()
    page.keyboard.type("青川市市场")
    page.wait_for_selector(".completions li")
    page.keyboard.press("Escape")
    assert page.locator(".completions li:visible").count() == 0
    assert page.input_value("main input[name=q]") == "青川市市场"


def test_a_search_is_kept_listed_and_removed(page) -> None:
    page.goto("/search?q=食品&kind=action&page=1")
    page.get_by_role("button", name="收藏这个检索").click()
    page.get_by_role("button", name="已收藏").wait_for()
    page.goto("/answer?find=indicators")
    page.get_by_role("button", name="收藏这个检索").click()
    page.get_by_role("link", name="我的检索").click()
    kept = page.locator("[data-kept] ol > li")
    assert kept.locator("h3").all_inner_texts() == ["指标", "食品 · 任务"]
    assert "当时 5 条" in kept.first.inner_text()
    assert kept.first.get_by_role("link", name="订阅").get_attribute("href") == (
        "/feed?find=indicators"
    )
    kept.last.get_by_role("link", name="食品").click()
    page.wait_for_url("**/search?q=*&kind=action")
    page.get_by_role("button", name="已收藏").wait_for()
    page.go_back()
    kept.first.get_by_role("button", name="删去").click()
    assert kept.locator("h3").all_inner_texts() == ["食品 · 任务"]
    assert page.evaluate("document.activeElement.id") == "kept"
    kept.get_by_role("button", name="删去").click()
    assert kept.count() == 0
    assert "还没有收藏" in page.locator("main").inner_text()


def test_a_search_that_was_kept_is_dropped_where_it_was_found(page) -> None:
    page.goto("/search?q=食品")
    page.get_by_role("button", name="收藏这个检索").click()
    page.get_by_role("button", name="已收藏").click()
    page.get_by_role("button", name="收藏这个检索").wait_for()
    page.goto("/searches")
    assert page.locator("[data-kept] ol > li").count() == 0


HARMFUL = """[
  {"address": "javascript:alert(1)", "label": "a"},
  {"address": "//evil.test/search?q", "label": "b"},
  {"address": "https://evil.test/search?q", "label": "c"}, {"address": "/about", "label": "d"},
  {"address": ["/search?q=x"], "label": "e"}, {"address": "/search?q=x"}, null, 7,
  {"address": "/search?q=x", "label": "<img src=x onerror=alert(1)>", "when": "no", "total": {}}
]"""


def test_nothing_that_was_put_into_the_storage_is_run_or_leads_away(page) -> None:
    page.goto("/searches")
    page.evaluate("text => localStorage.setItem('zhize.searches', text)", HARMFUL)
    page.reload()
    links = page.locator("[data-kept] ol a")
    assert [link.get_attribute("href") for link in links.all()] == ["/search?q=x", "/feed?q=x"]
    assert links.first.inner_text() == "<img src=x onerror=alert(1)>"
    assert page.locator("main img").count() == 0


@pytest.mark.parametrize("text", ["{", "{}", "7", "null", ""])
def test_what_is_no_list_of_searches_counts_as_none(page, text: str) -> None:
    page.goto("/searches")
    page.evaluate("text => localStorage.setItem('zhize.searches', text)", text)
    page.reload()
    assert "还没有收藏" in page.locator("main").inner_text()


def test_two_hundred_searches_are_kept_and_none_is_lost_for_another(page) -> None:
    page.goto("/searches")
    page.evaluate(
        "localStorage.setItem('zhize.searches', JSON.stringify([...Array(200).keys()]"
        ".map(n => ({address: `/search?q=${n}`, label: `${n}`, when: '2026-01-01', total: n}))))"
    )
    page.goto("/search?q=食品")
    page.get_by_role("button", name="收藏这个检索").click()
    page.get_by_role("button", name="已满 200 个").wait_for()
    page.goto("/searches")
    assert page.locator("[data-kept] ol > li").count() == 200


def test_where_the_browser_keeps_nothing_it_is_said(page) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', "
        "{get() { throw new DOMException('denied', 'SecurityError'); }})"
    )
    page.goto("/search?q=食品")
    page.get_by_role("button", name="收藏这个检索").click()
    page.get_by_role("button", name="浏览器不允许").wait_for()
    page.goto("/searches")
    assert "浏览器不允许" in page.locator("main").inner_text()
