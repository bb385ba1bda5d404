"""The network explorer in a real browser: it draws what its table says and what was done."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit
from xml.etree import ElementTree

import networkx as nx
import pytest

pytestmark = pytest.mark.browser

MARKET, SCHOOLS, POLICE = (
    f"agency/青川市{name}" for name in ("市场监督管理局", "教育局", "公安局")
)
CITY = "/network?jurisdiction=location/青川市"
FEW = f"{CITY}&min_weight=2"


@pytest.fixture
def explorer(page):
    """Opens an address of the explorer and waits until it is drawn."""

    def open_at(address: str = CITY):
        page.goto(address)
        page.wait_for_selector("[data-explorer][data-shown]")
        return page

    return open_at


def rows(page) -> set[frozenset[str]]:
    """The pairs of the table."""
    told = page.eval_on_selector_all("[data-ties] tr", "rows => rows.map(r => r.dataset.edge)")
    return {frozenset(one.split()) for one in told}


def bodies(page) -> set[str]:
    """The bodies in the list beside the drawing."""
    return set(page.eval_on_selector_all("[data-body]", "all => all.map(e => e.dataset.body)"))


def after(page, act) -> None:
    """Does something and waits until the drawing has followed."""
    before = page.get_attribute("[data-explorer]", "data-shown")
    act()
    page.wait_for_function(
        "before => document.querySelector('[data-explorer]').dataset.shown !== before", arg=before
    )


def choose(page, body: str) -> None:
    """Chooses a body in the list."""
    page.locator("[data-bodies]").evaluate("e => { e.open = true; }")
    after(page, page.locator(f'[data-body="{body}"]').click)


def tool(page, name: str) -> None:
    after(page, page.locator(f'[data-tool="{name}"]').click)


def act(page, name: str) -> None:
    after(page, page.locator(f'[data-of-body] [data-act="{name}"]').click)


def fragment(page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).fragment)


def test_the_drawing_has_the_bodies_and_pairs_of_its_table(explorer) -> None:
    page = explorer()
    pairs = rows(page)
    assert page.get_attribute(".drawing", "data-drawn") == str(len(frozenset().union(*pairs)))
    assert page.get_attribute(".drawing", "data-lines") == str(len(pairs))
    assert bodies(page) == set(frozenset().union(*pairs))
    assert f"显示 {len(pairs)} 对协同" in page.inner_text("[data-told]")


def test_a_line_shows_the_sentences_that_prove_it(explorer) -> None:
    page = explorer()
    ends = sorted((MARKET, SCHOOLS))
    at = page.evaluate("ids => document.querySelector('.drawing').between(ids)", " ".join(ends))
    page.locator(".drawing").scroll_into_view_if_needed()
    after(page, lambda: page.locator(".drawing").click(position=at))
    shown = page.locator("[data-chosen]")
    assert "青川市市场监督管理局" in shown.locator("h3").inner_text()
    assert "青川市教育局" in shown.locator("h3").inner_text()
    row = page.locator("tr.chosen")
    assert set(row.get_attribute("data-edge").split()) == set(ends)
    count = row.locator("td").last.inner_text().removesuffix(" 项")
    assert f"共同参加 {count} 项任务" in shown.inner_text()
    source = shown.locator(".sentences .source a").first
    source.click()
    page.wait_for_url("**/documents/*#c*")
    page.go_back()
    page.wait_for_selector("[data-chosen] .sentences li")


def test_the_table_shows_the_sentences_too_and_leads_to_all_of_them(explorer) -> None:
    page = explorer()
    proof = page.locator("[data-ties] a[data-choose]").first
    assert "/answer?" in proof.get_attribute("href")
    after(page, lambda: (proof.focus(), page.keyboard.press("Enter")))
    page.wait_for_selector("[data-chosen] .sentences li")
    assert page.evaluate("document.activeElement.id") == "chosen-name"


def test_a_body_is_opened_and_closed_and_each_step_undone_and_redone(explorer) -> None:
    page = explorer(FEW)
    before = rows(page)
    choose(page, MARKET)
    act(page, "open")
    # with the least weight of the form there is nothing more to add; without the ego it is kept
    assert fragment(page)["open"] == [MARKET]
    assert rows(page) >= before
    act(page, "close")
    assert "open" not in fragment(page)
    assert rows(page) == before
    tool(page, "undo")
    assert fragment(page)["open"] == [MARKET]
    tool(page, "redo")
    assert "open" not in fragment(page)


def test_what_is_around_a_body_grows_where_a_partner_is_opened(explorer) -> None:
    page = explorer(f"/network?around={quote(POLICE)}&ties=60")
    before = bodies(page)
    assert all(POLICE in pair or pair <= before for pair in rows(page))
    choose(page, MARKET)
    act(page, "open")
    added = bodies(page) - before
    assert added
    assert all(frozenset((MARKET, one)) in rows(page) for one in added)
    tool(page, "undo")
    assert bodies(page) == before


def test_a_body_is_put_away_and_brought_back(explorer) -> None:
    page = explorer()
    before = rows(page)
    choose(page, SCHOOLS)
    act(page, "hide")
    assert rows(page) == {pair for pair in before if SCHOOLS not in pair}
    assert "隐去了 1 个单位" in page.inner_text("[data-told]")
    tool(page, "restore")
    assert rows(page) == before


def test_a_body_that_was_moved_stays_there_in_a_copied_link(explorer, page) -> None:
    explorer()
    middle = "id => document.querySelector('.drawing').middleOf(id)"
    page.locator(".drawing").scroll_into_view_if_needed()
    box, at = page.locator(".drawing").bounding_box(), page.evaluate(middle, SCHOOLS)
    x, y = box["x"] + at["x"], box["y"] + at["y"]

    def drag() -> None:
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 30, y + 20, steps=4)
        page.mouse.up()

    after(page, drag)
    (pin,) = fragment(page)["pin"]
    assert pin.endswith(SCHOOLS)
    address = page.url
    page.goto("about:blank")
    explorer(address)
    assert fragment(page)["pin"] == [pin]
    choose(page, SCHOOLS)
    assert page.locator('[data-act="unpin"]').is_visible()
    act(page, "unpin")
    assert "pin" not in fragment(page)


def test_a_body_is_found_by_a_part_of_its_name(explorer) -> None:
    page = explorer()
    page.fill("#find", "教育局")
    after(page, lambda: page.keyboard.press("Enter"))
    assert page.locator("#chosen-name").inner_text() == "青川市教育局"
    page.fill("#find", "没有这个")
    page.keyboard.press("Enter")
    page.get_by_text("没有名称含“没有这个”的单位").wait_for()


def test_a_body_that_is_not_drawn_is_found_and_added_with_its_ties(explorer) -> None:
    page = explorer("/network?ties=60&around=" + quote("agency/临江县教育局"))
    assert POLICE not in bodies(page)
    page.fill("#find", "青川市公安局")
    after(page, lambda: page.keyboard.press("Enter"))
    assert POLICE in bodies(page)
    assert any(POLICE in pair for pair in rows(page))


def test_a_way_between_two_bodies_is_shown_step_by_step(explorer) -> None:
    page = explorer()
    choose(page, SCHOOLS)
    act(page, "from")
    assert "再选一个单位" in page.inner_text("[data-message]")
    choose(page, POLICE)
    said = page.inner_text("[data-message]")
    assert said.startswith("路径：青川市教育局 → ")
    assert said.endswith("青川市公安局")
    assert fragment(page)["from"] == [SCHOOLS]
    assert fragment(page)["to"] == [POLICE]


def test_communities_are_folded_into_one_dot_and_unfolded_again(explorer) -> None:
    page = explorer("/network")
    count = int(page.get_attribute(".drawing", "data-drawn"))
    pairs = rows(page)
    group = page.locator("[data-legend] button").first
    size = int(group.inner_text().rpartition("·")[2].split()[0])
    after(page, group.click)
    assert int(page.get_attribute(".drawing", "data-drawn")) == count - size + 1
    assert page.locator("[data-legend] button").first.get_attribute("aria-pressed") == "true"
    assert rows(page) == pairs  # the table still has all of them
    assert "1 个群已折叠" in page.inner_text("[data-told]")
    tool(page, "unfold")
    assert page.get_attribute(".drawing", "data-drawn") == str(count)


def test_the_back_button_and_a_copied_link_restore_what_was_chosen(explorer) -> None:
    page = explorer()
    after(page, lambda: page.select_option("select[name=layout]", "levels"))
    after(page, lambda: page.select_option("select[name=size]", "core"))
    choose(page, MARKET)
    address = page.url
    assert "layout=levels" in address
    after(page, page.go_back)
    after(page, page.go_back)
    assert page.input_value("select[name=size]") == "weight"
    assert page.input_value("select[name=layout]") == "levels"
    page.goto("about:blank")
    explorer(address)
    assert page.input_value("select[name=size]") == "core"
    assert page.locator("#chosen-name").inner_text() == "青川市市场监督管理局"


def test_levels_of_government_stand_one_below_the_other(explorer) -> None:
    page = explorer("/network?layout=levels")
    middle = "id => document.querySelector('.drawing').middleOf(id)"
    city = page.evaluate(middle, MARKET)
    county = page.evaluate(middle, "agency/临江县市场监督管理局")
    assert city["y"] < county["y"]


def test_the_same_link_gives_the_same_drawing(explorer) -> None:
    middle = "id => document.querySelector('.drawing').middleOf(id)"
    first = explorer().evaluate(middle, POLICE)
    second = explorer("/network") and explorer().evaluate(middle, POLICE)
    assert first == pytest.approx(second, abs=0.5)


def saved(page, form: str) -> Path:
    with page.expect_download() as download:
        page.locator(f'[data-save="{form}"]').click()
    assert download.value.suggested_filename.endswith(f".{form.lower()}")
    return Path(download.value.path())


def test_the_drawing_is_saved_as_a_picture(explorer) -> None:
    page = explorer()
    picture = saved(page, "PNG").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 5_000


def test_the_drawing_is_saved_as_svg_with_every_body_and_line(explorer) -> None:
    page = explorer()
    root = ElementTree.parse(saved(page, "SVG")).getroot()
    space = "{http://www.w3.org/2000/svg}"
    names = {one.findtext(f"{space}title") for one in root.iter(f"{space}circle")}
    assert names == {one.partition("/")[2] for one in bodies(page)}
    assert len(list(root.iter(f"{space}line"))) == len(rows(page))


def test_the_drawing_is_saved_as_graphml_and_json_with_what_is_in_view(explorer) -> None:
    page = explorer()
    choose(page, SCHOOLS)
    act(page, "hide")
    graph = nx.read_graphml(saved(page, "GraphML"))
    assert {frozenset(tie) for tie in graph.edges} == rows(page)
    assert graph.nodes[MARKET]["label"] == "青川市市场监督管理局"
    assert all(weight > 0 for *_, weight in graph.edges(data="weight"))
    told = json.loads(saved(page, "JSON").read_text("utf-8"))
    assert {one["id"] for one in told["bodies"]} == set(graph.nodes)
    assert told["address"] == page.url


def test_all_is_done_from_the_keyboard(explorer) -> None:
    page = explorer()
    page.locator("[data-bodies] summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    chosen = page.evaluate("document.activeElement.dataset.body")
    after(page, lambda: page.keyboard.press("Enter"))
    assert fragment(page)["chosen"] == [chosen]
    assert page.evaluate("document.activeElement.dataset.body") == chosen
    page.locator('[data-act="pin"]').focus()
    after(page, lambda: page.keyboard.press("Space"))
    assert fragment(page)["pin"][0].endswith(chosen)
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    page.keyboard.press("Tab")
    assert page.evaluate(outline) != "none"


def test_the_explorer_fits_a_narrow_screen(explorer, page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    explorer()
    choose(page, MARKET)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_an_address_full_of_nonsense_draws_what_there_is(explorer) -> None:
    sound = rows(explorer())
    page = explorer(f"{CITY}#pin=1,x,{MARKET}&fold=a.b&at=1,2&chosen=a%20b&from=q&hide=agency/none")
    assert rows(page) == sound
    choose(page, MARKET)
    assert page.locator("#chosen-name").inner_text() == "青川市市场监督管理局"


def test_without_what_the_site_answers_the_drawing_stays(explorer) -> None:
    page = explorer()
    before = rows(page)
    page.route("**/network/around*", lambda route: route.fulfill(status=200, body="no"))
    choose(page, MARKET)
    act(page, "open")
    assert page.inner_text("[data-message]") == "没有取到数据，请稍后再试。"
    assert rows(page) == before
