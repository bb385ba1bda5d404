"""The application factory: what the site is made of, put together in one place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from flask import Flask, request
from flask_babel import format_decimal, gettext
from markupsafe import Markup
from werkzeug.urls import uri_to_iri

from graph.doctor import Doctor
from graph.lexicon import Lexicon, load_lexicon
from graph.networks import Networks
from graph.nodes import Nodes
from graph.relatives import Relatives
from graph.remembering import RememberingStore
from graph.sparql import Sparql
from graph.standing import Standings
from graph.store import GraphStore
from ingest.ledger import Ledger
from ingest.originals import Originals
from search.completion import CompletionBook
from search.engine import SearchEngine
from search.names import NameBook
from search.synonyms import synonyms_of
from search.vocabulary import former_forms
from web import labels
from web.access import guard
from web.accounts.accounts import Accounts
from web.addresses import address_of, answer_address, place_in, place_of
from web.api.uploading import uploading_api
from web.api.views import api
from web.asked import LONGEST_QUERY
from web.dates import day_label
from web.health import health_pages
from web.kept import Kept
from web.kept_pages import find_pages, keep_pages
from web.languages import chosen_language, language, other_languages, speak
from web.modules import module_address, modules
from web.navigation import MENU
from web.pages.about import about_pages
from web.pages.account import account_pages
from web.pages.actions import actions
from web.pages.administration import administration
from web.pages.agencies import agencies
from web.pages.answers import answers
from web.pages.compare import compare_pages
from web.pages.doctor import doctor_pages
from web.pages.documents import documents
from web.pages.exports import exports
from web.pages.feeds import feeds
from web.pages.files import files_pages
from web.pages.functions import functions
from web.pages.gaps import gaps_pages
from web.pages.home import home_pages
from web.pages.indicators import indicator_pages, metric_address
from web.pages.interface import interface
from web.pages.lineage import lineage_pages
from web.pages.locations import locations
from web.pages.network import network_pages
from web.pages.network_change import network_change_pages
from web.pages.network_citations import network_citation_pages
from web.pages.network_files import network_file_pages
from web.pages.network_view import network_view_pages
from web.pages.parties import by_role
from web.pages.regulations import regulations
from web.pages.removal import removal
from web.pages.search import search_pages
from web.pages.searches import searches_pages
from web.pages.sentences import sentence_of
from web.pages.signing import signing
from web.pages.sparql import sparql_pages
from web.pages.subjects import subjects
from web.pages.terms import terms_pages
from web.pages.uploads import uploading
from web.paging import here_with
from web.problems import explain
from web.quoting import quotation
from web.security import secure
from web.sending import send_lightly, static_file
from web.sheets import as_lines
from web.site import Site, site
from web.sources import task_of
from web.takeaway import taken_from
from web.uploads.receiving import Receiving
from web.uploads.uploads import MOST_FILES, Uploads
from web.versions import tell_versions

PATIENCE: Final = 5.0
"""Seconds that a visitor waits for what is made of the whole graph for the first time."""
PAGES = (
    health_pages,
    home_pages,
    search_pages,
    answers,
    exports,
    feeds,
    searches_pages,
    actions,
    agencies,
    documents,
    regulations,
    lineage_pages,
    locations,
    functions,
    subjects,
    gaps_pages,
    network_pages,
    network_change_pages,
    network_citation_pages,
    network_file_pages,
    network_view_pages,
    compare_pages,
    indicator_pages,
    about_pages,
    files_pages,
    doctor_pages,
    terms_pages,
    sparql_pages,
    modules,
    uploading,
    removal,
    signing,
    account_pages,
    administration,
    uploading_api,
    interface,
    api,
)


def create_app(
    store: GraphStore,
    engine: SearchEngine,
    *,
    forms: Iterable[tuple[str, str]] = (),
    ledger: Ledger | None = None,
    originals: Originals | None = None,
    relatives: Relatives | None = None,
    lexicon: Lexicon | None = None,
    sparql: Sparql | None = None,
    accounts: Accounts | None = None,
    uploads: Uploads | None = None,
    is_private: bool = False,
) -> Flask:
    """Return the site over a store and an index; both are opened and closed by the caller.

    ``forms`` are pairs of a name and the id of the function or subject it stands for in questions;
    ``ledger`` tells what became of the files handed in, ``originals`` holds these files;
    ``relatives`` knows which documents belong together;
    ``lexicon`` is the built-in one by default; ``sparql`` answers queries over the RDF;
    without ``accounts`` nobody can sign in, without ``uploads`` no file be handed in; where
    ``is_private`` only who signed in may read.
    """
    app = Flask(__name__)
    known = lexicon or load_lexicon()
    book = NameBook(store, forms, former_forms(known), synonyms_of(known))
    app.extensions["zhize"] = Site(
        store=RememberingStore(store),
        engine=engine,
        nodes=Nodes(store),
        book=book,
        doctor=Doctor(store, known, PATIENCE),
        networks=Networks(store, PATIENCE),
        kept=Kept(store),
        standings=Standings(store, known),
        ledger=ledger,
        originals=originals,
        relatives=relatives,
        completions=CompletionBook(store, engine, book),
        sparql=sparql,
        accounts=accounts,
        uploads=uploads,
        is_private=is_private,
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.request_class = Receiving
    app.config["MAX_CONTENT_LENGTH"] = 0
    app.config["MAX_FORM_PARTS"] = MOST_FILES + 10
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 24 * 3600
    app.jinja_env.filters["role_label"] = labels.role_label
    app.jinja_env.filters["as_lines"] = as_lines
    app.before_request(_refresh)
    keep_pages(app)  # what is said first is done last
    send_lightly(app)
    tell_versions(app)
    speak(app)
    for blueprint in PAGES:
        app.register_blueprint(blueprint)
    explain(app)
    guard(app)
    find_pages(app)
    secure(app)
    app.context_processor(_words_of_templates)
    return app


def _refresh() -> None:
    if request.blueprint != health_pages.name:  # it tells what does not answer
        site().nodes.refresh()


def _words_of_templates() -> dict[str, Any]:
    return {
        "language": language(),
        "is_turned": chosen_language() == "zh-Hant",
        "other_languages": other_languages,
        "longest_query": LONGEST_QUERY,
        "menu": MENU,
        "static_file": static_file,
        "module_address": module_address,
        "comma": gettext("、"),
        "number": _number,
        "day": day_label,
        "here_with": here_with,
        "address_of": address_of,
        "answer_address": answer_address,
        "place_of": place_of,
        "place_in": place_in,
        "readable_address": uri_to_iri,
        "is_known": lambda node_id: site().nodes.node(node_id) is not None,
        "name_of": site().nodes.name,
        "node_of": site().nodes.node,
        "function_name": labels.function_name,
        "node_name": labels.node_name,
        "subject_name": labels.subject_name,
        "kind_label": labels.kind_label,
        "kinds_label": labels.kinds_label,
        "role_label": labels.role_label,
        "relation_label": labels.relation_label,
        "treatment_label": labels.treatment_label,
        "basis_label": labels.basis_label,
        "level_label": labels.level_label,
        "regulation_kind_label": labels.regulation_kind_label,
        "comparator": labels.comparator,
        "outcome_label": labels.outcome_label,
        "sort_label": labels.sort_label,
        "by_role": by_role,
        "sentence_of": sentence_of,
        "quotation": quotation,
        "task_of": task_of,
        "taken_from": taken_from,
        "facet_label": labels.facet_label,
        "field_label": labels.field_label,
        "body_link": _body_link,
        "metric_address": metric_address,
    }


def _body_link(node_id: str) -> Markup:
    link = Markup('<a href="{}">{}</a>')
    return link.format(address_of(node_id), site().nodes.name(node_id))


def _number(value: float) -> str:
    return str(format_decimal(value))
