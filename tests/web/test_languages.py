"""The site speaks the language that the reader chose, else that of the browser, else Chinese."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient

from tests.web.test_pages import PAGES
from web.languages import CATALOGUE

HAN = re.compile(r"[\u4e00-\u9fff]")


def test_pages_are_chinese_first(client: FlaskClient) -> None:
    page = client.get("/").text
    assert 'lang="zh-Hans"' in page
    assert "职责图谱" in page


def test_a_choice_is_remembered_and_leads_back(client: FlaskClient) -> None:
    answer = client.get("/language/en?to=/documents?year=2022")
    assert answer.location == "/documents?year=2022"
    assert 'lang="en"' in client.get("/about").text
    client.get("/language/zh")
    assert "数据说明" in client.get("/about").text


@pytest.mark.parametrize(
    ("asked", "tag"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        ("zh-TW,zh;q=0.9,en-US;q=0.8", "zh-Hant"),
        ("en;q=0.5, zh-HK", "zh-Hant"),
        ("zh-Hans-HK", "zh-Hans"),
        ("en-GB,en;q=0.9,zh-CN;q=0.8", "en"),
        ("fr,en;q=0.5", "en"),
        ("fr,*", "zh-Hans"),
        ("=,;q=x", "zh-Hans"),
    ],
)
def test_without_a_choice_the_browser_says_which_language(app: Flask, asked: str, tag: str) -> None:
    answer = app.test_client().get("/", headers={"Accept-Language": asked})
    assert f'<html lang="{tag}">' in answer.text
    assert answer.content_language.to_header() == tag
    assert {"Cookie", "Accept-Language"} <= set(answer.vary)


def test_a_choice_counts_more_than_the_browser(client: FlaskClient) -> None:
    client.get("/language/zh")
    page = client.get("/", headers={"Accept-Language": "en"}).text
    assert 'lang="zh-Hans"' in page


@pytest.mark.parametrize("code", ["zh", "zh-Hant", "en"])
def test_each_page_offers_the_two_other_languages(client: FlaskClient, code: str) -> None:
    client.get(f"/language/{code}")
    offered = re.findall(r'href="/language/([^?"]+)\?to=/about" lang', client.get("/about").text)
    assert sorted([code, *offered]) == ["en", "zh", "zh-Hant"]


@pytest.mark.parametrize(
    "target", ["https://evil.test/", "//evil.test", r"/\evil.test", r"\\evil.test", "javascript:1"]
)
def test_a_choice_never_leads_to_another_site(client: FlaskClient, target: str) -> None:
    answer = client.get("/language/en", query_string={"to": target})
    assert answer.location == "/"


def test_the_catalogue_says_every_sentence_of_the_pages() -> None:
    folder = Path(CATALOGUE).parents[3]
    methods = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
    used = {(context, message) for _, _, message, _, context in extract_from_dir(folder, methods)}
    with CATALOGUE.open("rb") as file:
        said = {(one.context, one.id): one.string for one in read_po(file) if one.id}
    assert used == set(said)
    assert all(said.values())


def test_no_words_end_the_attribute_that_they_stand_in() -> None:
    with CATALOGUE.open("rb") as file:
        said = [words for one in read_po(file) if one.id for words in (one.id, one.string)]
    assert not [words for words in said if '"' in words]


@pytest.mark.parametrize("address", PAGES)
def test_english_pages_keep_chinese_for_names_and_quotes_only(
    english: FlaskClient, address: str
) -> None:
    page = re.sub(r'(?s)<div class="text">.*?</article>', "", english.get(address).text)
    for words in re.findall(r"<(?:h2|th scope=\"col\"|dt|label|button)[^>]*>([^<]+)<", page):
        assert not HAN.search(words), words


def test_the_english_menu_and_headings_speak_of_many(english: FlaskClient) -> None:
    page = english.get("/locations").text
    menu = re.findall(r'<li><a href="/\w+"(?: aria-current="\w+")?>([^<]+)</a>', page)
    assert {"Documents", "Places", "Functions", "Subjects", "Indicators"} <= set(menu)
    assert "<h1>Places</h1>" in page
