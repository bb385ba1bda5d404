"""The page of a document: its sentences, the list of its tasks, what stayed open."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from flask.testing import FlaskClient

from graph.model import Agency, Deadline, Role
from tests.builders import FragmentBuilder, an_agency
from tests.web.conftest import site_of
from tests.web.test_pages import words_of
from web.labels import file_type_label

PAGE, QC = "/documents/qc-2022", "/documents/qc-2021"


def tasks_in(page: str) -> list[tuple[str, str]]:
    """Return the tasks of the list beside the text: where they begin, and their words."""
    beside = page.partition("data-follows>")[2].partition("</nav>")[0]
    found = re.findall(r'<li><a href="#([^"]+)">(.*?)</li>', beside)
    return [(place, unescape(re.sub("<[^>]+>", " ", words))) for place, words in found]


def test_each_sentence_has_an_address_of_its_own(client: FlaskClient) -> None:
    page = client.get(PAGE).text
    sentences = re.findall(r'<span class="sentence" id="(s\d+)">', page)
    assert len(sentences) == len(set(sentences)) > 20


def test_the_list_beside_the_text_names_each_task_in_order(client: FlaskClient) -> None:
    page = client.get(PAGE).text
    tasks = tasks_in(page)
    assert [words.split()[0] for _, words in tasks] == list("1234567")
    assert tasks[0][1].split() == ["1", "开展校园食堂专项检查", "市教育局"]
    assert all(f'id="{place}"' in page for place, _ in tasks)


def test_who_is_only_concluded_to_lead_is_not_named_beside_the_text(client: FlaskClient) -> None:
    assert tasks_in(client.get(PAGE).text)[-1][1].split() == ["7", "加强宣传"]


def test_marks_say_by_their_class_who_leads(client: FlaskClient) -> None:
    page = client.get(PAGE).text
    assert re.search(r'<a class="mark agency lead"[^>]*>市教育局</a>', page)
    assert re.search(r'<a class="mark agency support"[^>]*>市市场监管局</a>', page)
    assert re.search(r'<a class="mark subject"[^>]*>校园食堂</a>', page)


def test_a_deadline_is_marked_with_its_date() -> None:
    builder = FragmentBuilder()
    action = builder.action((an_agency(), Role.SOLE))
    words = action.text[:3]
    due = Deadline(words, "2021-06", action.start, action.start + len(words))
    builder.name(replace(action, deadlines=(due,)))
    page = site_of([builder.build()]).test_client().get(QC).text
    assert f'<span class="mark deadline" title="期限：2021-06">{words}</span>' in page


def test_what_stayed_open_is_told_with_the_way_to_it(client: FlaskClient) -> None:
    page, words = client.get(PAGE).text, words_of(client, PAGE)
    told = words.partition("未能确认 ")[2].partition("任务清单")[0]
    assert "原文没有写明责任单位的任务： 第 7 项" in told
    assert "引用了而没有收录全文： 云岭省食品安全条例" in told
    place = re.search(r'href="/documents/qc-2022#(c\d+)">云岭省食品安全条例', page)
    assert place
    assert f'id="{place[1]}"' in page


def test_a_name_that_may_be_several_bodies_lists_them() -> None:
    vague = Agency(
        id="agency/x-监管局",
        name="监管局",
        is_resolved=False,
        candidates=("青川市甲监管局", "青川市乙监管局"),
    )
    builder = FragmentBuilder()
    builder.action((vague, Role.SOLE))
    client = site_of([builder.build()]).test_client()
    assert "监管局 （青川市甲监管局 / 青川市乙监管局）" in words_of(client, QC)


def test_a_document_in_which_all_is_clear_has_no_list_of_what_is_open() -> None:
    builder = FragmentBuilder()
    builder.action((an_agency(), Role.SOLE))
    page = site_of([builder.build()]).test_client().get(QC).text
    assert "未能确认" not in page


def test_tasks_tell_their_page_where_pages_are_known() -> None:
    builder = FragmentBuilder()
    builder.action((an_agency(), Role.SOLE))
    builder.text += "\f"
    builder.action((an_agency(), Role.SOLE))
    first, second = tasks_in(site_of([builder.build()]).test_client().get(QC).text)
    assert "第 1 页" in first[1]
    assert "第 2 页" in second[1]


def test_a_file_is_offered_with_its_type() -> None:
    assert file_type_label("application/pdf") == "PDF"
    assert file_type_label("message/rfc822") == "message/rfc822"
