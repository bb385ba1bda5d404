"""JSON Schemas of what the interface answers."""

from __future__ import annotations

from typing import Any

from graph import model, network
from graph.citation_network import CitedWork
from graph.network_change import MEMBER_CHANGES, TIE_CHANGES
from graph.relatives import Relative
from ingest.ledger import Entry
from search.completion import Completion
from search.reasons import Reason
from search.task_differences import Difference
from web.api.row_schemas import (
    ACTION,
    BODY,
    BOX,
    COUNT,
    NAMED,
    NODE,
    PAGE,
    PAGE_OR_NULL,
    ROLES,
    ROWS,
    SHARE,
    TEXT,
    VALUES,
    WORD_OR_NULL,
    row_name,
    row_of,
    rows_of,
)
from web.api.schema import Schema, an_object, listed, reference, schema_of, schema_of_class

CLASSES: tuple[type[Any], ...] = (
    *model.CLASS_OF_KIND.values(),
    model.Heading,
    model.Deadline,
    model.Evidence,
    model.Edge,
    Relative,
    Reason,
    Completion,
    network.Member,
    network.Community,
    network.Whole,
)


def answers() -> dict[str, Schema]:
    """Return the schemas of rows and of whole answers by name."""
    return {
        **{row_name(kind): row_of(kind) for kind in ROWS},
        **{f"{row_name(kind)}s": rows_of(reference(row_name(kind))) for kind in ROWS},
        "Node": NODE,
        "DocumentInBrief": _document_in_brief(),
        "Taking": an_object(
            {"agency": BODY, "role": schema_of(model.Role), "surface": TEXT}
            | {"evidence": reference("Evidence")}
        ),
        "Snippet": an_object({"text": TEXT, "marks": listed(listed({"type": "integer"}))}),
        "Found": _found(),
        "Asked": _asked(),
        "Completions": an_object({"completions": listed(reference("Completion"))}),
        **_documents(),
        **_nodes(),
        **_vocabulary(),
        **_networks(),
        **_holdings(),
        **_comparisons(),
        "Problem": an_object(
            {"type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT}
        ),
    }


def _document_in_brief() -> Schema:
    whole = schema_of_class(model.Document)["properties"]
    left_out = ("outline", "extractor")
    return an_object({name: schema for name, schema in whole.items() if name not in left_out})


def _documents() -> dict[str, Schema]:
    file = schema_of_class(Entry)["properties"]
    return {
        "DocumentWithText": an_object(
            {"document": reference("Document"), "text": TEXT}
            | {"relatives": listed(reference("Relative"))}
        ),
        "PartOfText": an_object({**dict.fromkeys(("start", "end", "length"), COUNT), "text": TEXT}),
        "Facts": rows_of(reference("Edge")),
        "Places": an_object({"page": PAGE_OR_NULL, "places": listed(reference("PlaceOnPage"))}),
        "PlaceOnPage": an_object({"start": COUNT, "page": PAGE, "box": BOX}),
        "File": an_object({name: schema for name, schema in file.items() if name != "path"}),
        "FilesOfDocument": an_object({"files": listed(reference("File"))}),
        "FileRows": rows_of(reference("File")),
    }


def _nodes() -> dict[str, Schema]:
    joined = dict.fromkeys(("members", "groups", "former", "successors"), listed(BODY))
    return {
        "ActionInFull": an_object(
            {**row_of("action")["properties"], "edges": listed(reference("Edge"))}
            | {"nodes": listed(reference("Node")), "page": PAGE_OR_NULL}
        ),
        "SimilarActions": an_object(
            {"similar": listed(an_object({"action": reference("Action"), "likeness": SHARE}))}
        ),
        "AgencyInFull": an_object({"agency": BODY, "actions": COUNT, "roles": ROLES, **joined}),
        "RegulationInFull": an_object(
            {"regulation": reference("Regulation"), "cited": COUNT}
            | {"treatments": an_object(dict.fromkeys(model.Treatment, COUNT))}
        ),
    }


def _vocabulary() -> dict[str, Schema]:
    bodies = listed(an_object({"agency": BODY, "actions": COUNT}))
    subjects, places = listed(reference("Subject")), listed(reference("Location"))
    subject, place = {"subject": reference("Subject")}, {"location": reference("Location")}
    function = {"function": reference("Function")}
    return {
        "CountedFunctions": rows_of(an_object({**function, "actions": COUNT})),
        "FunctionInFull": an_object(
            {**function, "actions": COUNT, "roles": ROLES, "bodies": bodies}
        ),
        "CountedSubjects": rows_of(an_object({**subject, "actions": COUNT})),
        "SubjectInFull": an_object(
            {**subject, "broader": subjects, "narrower": subjects}
            | {"actions": COUNT, "leaders": bodies}
        ),
        "CountedLocations": rows_of(an_object({**place, "documents": COUNT})),
        "LocationInFull": an_object(
            {**place, "above": places, "below": places, "documents": COUNT, "actions": COUNT}
            | {"years": VALUES, "bodies": bodies}
        ),
    }


def _holdings() -> dict[str, Schema]:
    counts: Schema = {"type": "object", "additionalProperties": COUNT}
    said, nodes = {"edge": reference("Edge")}, {"nodes": listed(reference("Node"))}
    findings = (
        {**nodes, **said, "mentions": COUNT, "documents": COUNT},
        {**nodes, **said, "names": VALUES},
        {**nodes, **said, "documents": COUNT},
        {**nodes, "likeness": SHARE},
    )
    return {
        "Census": an_object(
            dict.fromkeys(("nodes", "edges", "files"), counts)
            | {"years": VALUES, "change": COUNT, "indexed": COUNT}
        ),
        "Findings": rows_of({"anyOf": [an_object(finding) for finding in findings]}),
    }


def _found() -> Schema:
    found = rows_of(reference(row_name("hit")))["properties"]
    return an_object(
        {
            "instead": WORD_OR_NULL,
            "total": COUNT,
            "hits": found["results"],
            "facets": {"type": "object", "additionalProperties": VALUES},
            "ignored": listed(TEXT),
            "other_names": listed(an_object({"asked": TEXT, "names": listed(TEXT)})),
            "cursor": WORD_OR_NULL,
            "next": WORD_OR_NULL,
        }
    )


def _asked() -> Schema:
    interpretation = {
        "question": {"type": ["object", "null"], "additionalProperties": TEXT},
        "text": listed(an_object({"label": TEXT, "value": TEXT})),
        "candidates": listed(an_object({"name": TEXT, "ids": listed(TEXT)})),
        "ignored": listed(TEXT),
    }
    rows: Schema = {"anyOf": [reference(row_name(kind)) for kind in ROWS]}
    asked = {"interpretation": an_object(interpretation), "instead": WORD_OR_NULL}
    return an_object({**asked, **rows_of(rows)["properties"]})


def _networks() -> dict[str, Schema]:
    pair: Schema = {"type": "array", "items": COUNT, "minItems": 2, "maxItems": 2}
    member = reference("Member")
    whole = {"documents": COUNT, "whole": reference("Whole")}
    pairs = rows_of(reference(row_name("cooperation")))["properties"]
    communities = {"communities": listed(reference("Community"))}
    sorts = (*TIE_CHANGES, *MEMBER_CHANGES)
    counts = dict.fromkeys(("documents", "citations", "depth"), COUNT)
    steps = dict.fromkeys(("chain", "circles"), listed(listed(TEXT)))
    return {
        "Network": an_object({**pairs, "members": listed(member), **whole, **communities}),
        "NetworkMembers": an_object({**rows_of(member)["properties"], **whole}),
        "NetworkCommunities": an_object({**rows_of(reference("Community"))["properties"], **whole}),
        "NetworkBridges": an_object({**rows_of(_bridge())["properties"], **whole}),
        "NetworkChange": an_object(
            dict.fromkeys(("documents", "members", "ties"), pair)
            | {"counts": an_object(dict.fromkeys(sorts, COUNT))}
            | rows_of(_change(sorts))["properties"]
        ),
        "NetworkCitations": an_object(counts | steps | rows_of(_cited_work())["properties"]),
    }


def _comparisons() -> dict[str, Schema]:
    targets = an_object({"indicator": reference("Indicator"), "evidence": reference("Evidence")})
    task = an_object({"type": {"const": "action"}, **ACTION, "targets": listed(targets)})
    row = {
        "type": {"const": "aligned"},
        "tasks": listed({"anyOf": [reference("PlannedTask"), {"type": "null"}]}),
        "likeness": listed({"type": ["number", "null"], "minimum": 0, "maximum": 1}),
        "differences": listed(schema_of(Difference)),
    }
    scope = an_object({"label": TEXT} | dict.fromkeys(("documents", "tasks", "compared"), COUNT))
    rows = rows_of(reference("AlignedRow"))["properties"]
    return {
        "PlannedTask": task,
        "AlignedRow": an_object(row),
        "AlignedRows": an_object({"scopes": listed(scope), **rows}),
    }


def _bridge() -> Schema:
    return an_object({"agencies": NAMED, "weight": COUNT, "parts": COUNT})


def _change(sorts: tuple[str, ...]) -> Schema:
    ranks = dict.fromkeys(("rank_before", "rank_after"), PAGE_OR_NULL)
    return an_object(
        {"type": {"enum": list(sorts)}, "agencies": NAMED, "before": COUNT, "after": COUNT} | ranks
    )


def _cited_work() -> Schema:
    return an_object({**schema_of_class(CitedWork)["properties"], "title": TEXT})
