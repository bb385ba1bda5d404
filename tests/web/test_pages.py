"""Each page shows what the town's documents say, and nothing that is not there."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from graph.model import Fragment, Role
from search.sync import catch_up
from tests.builders import LINJIANG, QINGCHUAN, FragmentBuilder, a_work, an_agency
from tests.web.conftest import site_of

BUREAU = "/agencies/青川市市场监督管理局"
PAGES = (
    "/",
    "/search",
    "/search?q=食品",
    "/search?q=食品&kind=action&role=lead&year=2022&jurisdiction=location/青川市",
    "/search?q=市场监管局牵头的所有任务",
    "/documents",
    "/files",
    "/api/",
    "/api/actions",
    "/api/actions?try=1&function=function/education&size=2",
    "/api/agency_paths?try=1",
    "/documents?year=2022&jurisdiction=location/临江县",
    "/documents/qc-2022",
    "/actions/qc-2022-1",
    "/actions/qc-2022-7",
    BUREAU,
    f"{BUREAU}?role=support&year=2022",
    "/agency-groups/青川市各县（市、区）人民政府",
    "/regulations/云岭省食品安全条例",
    "/regulations/云岭省食品安全条例?how=based_on",
    "/regulations/qc-2022",
    "/regulations/qc-2022/lineage?up=5&down=5",
    "/regulations/云岭省食品安全条例/lineage?up=0",
    "/locations",
    "/locations/青川市?year=2021",
    "/functions",
    "/functions/education?jurisdiction=location/临江县",
    "/subjects",
    "/subjects/canteens?year=2022",
    "/subjects/school-canteens?jurisdiction=location/临江县",
    "/search?q=检查&subject=subject/canteens",
    "/answer?find=actions&subject=subject/canteens",
    "/gaps",
    "/gaps?jurisdiction=location/临江县&year=2022",
    "/network",
    "/network?jurisdiction=location/青川市&year=2022&min_weight=2",
    "/network?sort=betweenness&size=core&colour=is_cut&words=食品",
    "/network?subject=subject/canteens&year=2021..2022&colour=core",
    "/network?around=agency/青川市教育局&role=joint&role=lead&layout=levels&ties=60",
    "/network/change",
    "/network/change?before=2021&after=2022&show=went&jurisdiction=location/云岭省",
    "/network/citations",
    "/network/citations?show=orphans&year=2022",
    "/network/citations?show=circles",
    "/answer?find=indicators",
    "/answer?find=partners&function=function/education",
    "/answer?find=cooperation&min_weight=2",
    "/answer?find=citations&node=regulation/云岭省食品安全条例",
    "/answer?find=documents&year=2022",
    "/answer?find=ranking&role=lead,sole&year=2022",
    "/answer?find=ranking&by=function&words=食品",
    "/answer?find=ranking&by=regulation",
    "/compare",
    "/compare?year=2021&year2=2022",
    "/compare?jurisdiction=location/青川市&jurisdiction2=location/临江县&jurisdiction3=location/云岭省",
    "/compare?year=2021&year2=2022&show=only2&words=食品&subject=subject/canteens",
    "/indicators",
    "/indicators?metric=率&jurisdiction=location/青川市&year=2021..2022&below=no",
    "/indicators?metric=合格率&exact=yes&unit=%25",
    "/answer?find=metrics",
    "/about",
    "/doctor",
    "/terms",
    "/sparql",
    "/sparql?query=SELECT * { ?s ?p ?o } LIMIT 30",
    "/sparql?query=DESCRIBE ?s { ?s a :Action }",
    "/searches",
)
NOWHERE = (
    "/nowhere",
    "/documents/none",
    "/actions/none",
    "/agencies/none",
    "/agency-groups/none",
    "/regulations/none",
    "/locations/none",
    "/functions/none",
    "/subjects/none",
    "/documents?page=0",
    "/documents?page=x",
    "/documents?year=20x2",
    "/search?year=１２３４",
    f"{BUREAU}?role=boss",
    "/regulations/云岭省食品安全条例?how=sometimes",
    "/compare?year=2021&year2=2022&show=only3",
    "/compare?year=2021&year2=2022&show=some",
    "/network?min_weight=0",
    "/network?sort=beauty",
    "/network?year=22",
    "/network?colour=red",
    f"/network?jurisdiction={','.join(['location/青川市'] * 51)}",
    "/network/change?before=2021&after=20x2",
    "/network/change?show=all",
    "/network/citations?show=all",
)


def words_of(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    main = answer.text.partition("<main")[2].partition("</main>")[0]
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", main).split()))


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_shown(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", NOWHERE)
def test_what_does_not_exist_is_a_page_that_says_so(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "没有这一页" in answer.text


@pytest.mark.parametrize(
    "address",
    [
        *("/", "/search?q=食品", "/documents", "/about", "/files", "/gaps"),
        *("/compare", "/compare?year=2021&year2=2022", "/indicators"),
        *("/network", "/network/change", "/network/citations"),
    ],
)
def test_a_site_without_documents_has_its_pages(empty: FlaskClient, address: str) -> None:
    assert empty.get(address).status_code == 200


def test_an_action_shows_roles_target_rule_and_the_way_to_its_sentence(client: FlaskClient) -> None:
    words = words_of(client, "/actions/qc-2022-1")
    assert "牵头 青川市教育局" in words
    assert "配合 青川市市场监督管理局 市市场监管局 原文写明" in words
    assert "= 100%" in words
    assert "云岭省食品安全条例" in words
    assert "/documents/qc-2022#c" in client.get("/actions/qc-2022-1").text


def test_what_was_concluded_from_the_issuer_is_said_to_be(client: FlaskClient) -> None:
    assert "由发文机关推定" in words_of(client, "/actions/qc-2022-7")
    assert "由发文机关推定" not in words_of(client, "/actions/qc-2022-1")


def test_a_bureau_s_tasks_can_be_narrowed_by_role_and_year(client: FlaskClient) -> None:
    assert "共 7 条" in words_of(client, BUREAU)
    assert "共 1 条" in words_of(client, f"{BUREAU}?role=lead")
    assert "共 5 条" in words_of(client, f"{BUREAU}?year=2022")


def test_a_line_of_a_network_leads_to_the_actions_that_prove_it(client: FlaskClient) -> None:
    page = client.get(BUREAU).text
    href = next(
        unescape(href)
        for href in re.findall(r'href="(/answer[^"]+)"', page)
        if "%E5%85%AC%E5%AE%89%E5%B1%80" in href
    )
    words = words_of(client, href)
    assert "共 3 条" in words
    assert "打击食品领域违法犯罪" in words


@pytest.mark.parametrize(
    "asked",
    [
        *(f"ranking&by={by}" for by in ("agency", "function", "location", "regulation")),
        "comparison&year=2021&year2=2022",
        "comparison&role=lead,sole&jurisdiction=location/青川市&jurisdiction2=location/临江县",
        "side-by-side&agency=agency/青川市教育局",
        "around&agency=agency/青川市教育局",
        "paths&agency=agency/青川市教育局&agency2=agency/青川市公安局",
    ],
)
def test_a_number_leads_to_as_many(client: FlaskClient, asked: str) -> None:
    page = client.get(f"/answer?find={asked}").text
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    numbers = re.findall(r'<a href="([^"]+)">(\d+)(?: 项)?</a>', table)
    assert numbers
    for address, count in numbers:
        assert f'<span class="count">{count}</span>' in client.get(unescape(address)).text


def test_two_that_are_not_connected_are_told_so(client: FlaskClient) -> None:
    address = "/answer?find=paths&agency=agency/青川市教育局&agency2=agency/无名局"
    assert "没有联系" in words_of(client, address)


def test_works_cited_beside_another_come_with_their_documents(client: FlaskClient) -> None:
    page = client.get("/answer?find=cited-together&node=regulation/云岭省食品安全条例").text
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    for row in table.split("</tr>")[:-1]:
        [count] = re.findall(r"<summary>(\d+) 份</summary>", row)
        assert row.count('href="/documents/') == int(count) > 0


def test_words_of_a_topic_narrow_an_answer_or_are_searched(client: FlaskClient) -> None:
    assert "含词" in client.get("/search?q=教育局的食品任务").text
    assert "含词" not in client.get("/search?q=教育局的星空任务").text


def test_every_link_to_a_sentence_has_its_place_in_the_document(client: FlaskClient) -> None:
    anchors = set(re.findall(r'id="(c\d+)"', client.get("/documents/qc-2022").text))
    linked = set()
    pages = (BUREAU, "/actions/qc-2022-1", "/answer?find=indicators", "/documents/qc-2022")
    for address in pages:
        page = client.get(address).text
        linked |= set(re.findall(r'href="(?:/documents/qc-2022)?#(c\d+)', page))
    assert linked
    assert linked <= anchors


def test_every_link_leads_to_a_page(client: FlaskClient) -> None:
    found = {
        unescape(href).partition("#")[0]
        for address in PAGES
        for href in re.findall(r'href="(/[^"]*)"', client.get(address).text)
    }
    inside = [href for href in sorted(found) if not href.startswith(("/static", "/language"))]
    assert len(inside) > 100
    assert [href for href in inside if client.get(href, buffered=True).status_code != 200] == []


def test_a_document_shows_its_text_unchanged(client: FlaskClient, app) -> None:
    text = app.extensions["zhize"].store.text("document/qc-2022")
    shown = client.get("/documents/qc-2022").text.partition('<div class="text">')[2]
    shown = shown.partition("</article>")[0]
    plain = unescape(re.sub(r"<[^>]+>", "", shown))
    assert "".join(plain.split()) == "".join(text.split())


def test_a_regulation_shows_who_cites_it_in_which_sentence(client: FlaskClient) -> None:
    words = words_of(client, "/regulations/云岭省食品安全条例")
    assert "共 2 条" in words
    assert "按照《云岭省食品安全条例》落实快检" in words
    assert "没有收录全文" in words


def test_a_place_counts_the_places_below_it(client: FlaskClient) -> None:
    assert "任务 12" in words_of(client, "/locations/青川市")
    assert "任务 2" in words_of(client, "/locations/临江县")


def test_a_function_is_followed_across_places(client: FlaskClient) -> None:
    words = words_of(client, "/functions/education")
    assert "青川市教育局" in words
    assert "临江县教育局" in words


def test_an_action_names_what_it_acts_on_and_leads_there(client: FlaskClient) -> None:
    page = client.get("/actions/qc-2022-1").text
    assert '<a href="/subjects/school-canteens">学校食堂</a>' in page
    assert "指标" in words_of(client, "/actions/qc-2022-1")
    assert "指标" not in words_of(client, "/actions/qc-2022-5")


def test_a_subject_shows_the_tasks_of_narrower_ones_and_who_leads_them(client: FlaskClient) -> None:
    words = words_of(client, "/subjects/canteens")
    assert "校园食堂专项检查" in words
    assert "下位对象 学校食堂 1" in words
    assert "牵头最多的单位 青川市教育局 1" in words
    assert "婴幼儿配方乳粉" not in words


def test_a_subject_leads_to_those_above_it(client: FlaskClient) -> None:
    assert (
        '<a href="/subjects/canteens">单位食堂</a>' in client.get("/subjects/school-canteens").text
    )


def test_the_subjects_are_listed_below_the_widest(client: FlaskClient) -> None:
    assert "单位食堂 1 学校食堂" in words_of(client, "/subjects")


def test_subjects_have_english_names(english: FlaskClient) -> None:
    assert "School canteens" in words_of(english, "/subjects")


def test_hits_can_be_narrowed_to_a_subject(client: FlaskClient) -> None:
    words = words_of(client, "/search?q=检查&kind=action&subject=subject/canteens")
    assert "共 1 条" in words
    assert "对象 单位食堂" in words


def test_the_home_page_asks_questions_that_have_answers(client: FlaskClient) -> None:
    page = client.get("/").text
    examples = re.findall(r'<li><a href="(/search\?q=[^"]+)"', page)
    assert len(examples) >= 3
    for example in examples:
        words = words_of(client, unescape(example))
        assert "理解为" in words
        assert "没有结果" not in words


def test_a_question_without_sense_is_refused_with_a_sentence(client: FlaskClient) -> None:
    answer = client.get("/answer?find=wonders")
    assert answer.status_code == 422
    assert "wonders" in answer.text


def test_a_long_list_of_tasks_goes_on_behind_a_link() -> None:
    builder = FragmentBuilder()
    for _ in range(101):
        builder.action((an_agency(), Role.SOLE))
    client = site_of([builder.build()]).test_client()
    page = client.get("/documents/qc-2021").text
    link = re.search(r'href="([^"]+)">全部 101 项任务', page)
    assert link
    assert "共 101 条" in words_of(client, unescape(link[1]))


def test_pages_follow_the_store() -> None:
    builder = FragmentBuilder()
    builder.action((an_agency("青川市教育局"), Role.SOLE))
    app = site_of([builder.build()])
    client = app.test_client()
    assert "青川市教育局" in client.get("/agencies/青川市教育局").text
    here = app.extensions["zhize"]
    here.store.remove(builder.id)
    catch_up(here.store, here.engine)
    assert client.get("/agencies/青川市教育局").status_code == 404
    assert "图谱还是空的" in client.get("/").text


def test_a_citation_that_no_text_states_says_so():
    def plan(key: str, place: str, issued_on: str) -> Fragment:
        own = a_work(f"{key}食品安全工作要点")
        told = {"location": place, "own": own, "topic": "食品安全", "issued_on": issued_on}
        builder = FragmentBuilder(key, **told)
        builder.action()
        return builder.name(own).build()

    city = plan("市", QINGCHUAN.id, "2021-02-01")
    client = site_of((city, plan("县", LINJIANG.id, "2021-03-01"))).test_client()
    page = client.get("/regulations/市食品安全工作要点").text
    assert "比对推断" in page
