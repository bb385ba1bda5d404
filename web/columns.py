"""The columns of a result as a table that leaves the site: one row, its document, its sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from flask_babel import gettext

from graph.model import Basis, Indicator, Relation, Role
from graph.questions import (
    ActionsOf,
    Citations,
    CitedTogether,
    CooperationIn,
    Documents,
    EgoNetwork,
    FunctionsCompared,
    Indicators,
    Metrics,
    PartnersOf,
    Paths,
    Ranking,
    SideBySide,
    Taking,
)
from graph.store import EdgePattern
from web import labels
from web.addresses import (
    answer_address,
    counted_address,
    function_address,
    subject_address,
    targets_of,
)
from web.asked import Questioned, Wanted
from web.downloads import Cell
from web.pages.drawings import actions_together
from web.scopes import scope_label
from web.site import site
from web.sources import Found, Source, absolute, source_of, task_of

Column = tuple[str, Callable[[Any, Source], Cell]]
"""What stands above a column, and what gives its cell for a row and the source of the row."""

Columns = tuple[Column, ...]


def columns_of(wanted: Wanted) -> Columns:
    """Return the columns of a result, in the language of the request."""
    facts = facts_of(wanted)
    if not isinstance(wanted, Questioned):
        return (*facts, *_document(), (gettext("摘录"), _quote), _link())
    match wanted.question:
        case ActionsOf() | Indicators() | Citations():
            return (*_document(), *facts, *_sentence())
        case Documents():
            return (*_document(), *facts, _link())
        case CitedTogether():
            return (*facts, *_document(), _link())
        case PartnersOf() | CooperationIn() | EgoNetwork() | Paths():
            return (*facts, *_document(), *_sentence())
    return facts


def facts_of(wanted: Wanted) -> Columns:
    """Return the columns of a result without those that tell the document that says a row."""
    if not isinstance(wanted, Questioned):
        return _hit()
    match wanted.question:
        case ActionsOf():
            return (*_task(), *_roles(), due_of_task(), targets_of_task())
        case Indicators():
            return (*_figure(), *_roles(), *_task())
        case Citations():
            return _citation()
        case Metrics():
            return _metrics(wanted.question)
        case Documents():
            return _about_document()
        case PartnersOf() | CooperationIn() | EgoNetwork():
            return _together(wanted.question)
        case Paths():
            return _path()
        case CitedTogether():
            return _cited_together()
        case Ranking():
            return _ranking(wanted.question)
        case FunctionsCompared():
            return _functions(wanted.question)
        case SideBySide():
            return _subjects(wanted.question)
    return ()


def cells_of(columns: Columns, row: Found) -> list[Cell]:
    """Return the cells of a row."""
    source = source_of(row)
    return [cell(row, source) for _, cell in columns]


def _document() -> Columns:
    return (
        (gettext("年份"), lambda _, source: source.document and source.document.year),
        (gettext("地区"), lambda _, source: _place(source)),
        (gettext("公文"), lambda _, source: source.document and source.document.title),
        (gettext("文号"), lambda _, source: source.document and source.document.document_number),
        (gettext("日期"), lambda _, source: source.document and source.document.issued_on),
    )


def _place(source: Source) -> Cell:
    place = source.document and source.document.location
    return site().nodes.name(place) if place else None


def _sentence() -> Columns:
    return (gettext("原句"), _quote), _link()


def _quote(row: Found, source: Source) -> Cell:
    return source.quote


def _link() -> Column:
    return gettext("出处链接"), lambda _, source: source.address and absolute(source.address)


def _task() -> Columns:
    return ((gettext("任务"), lambda row, _: task_of(row.action)),)


def due_of_task() -> Column:
    """Return the column of the days by which a task is due, as the document writes them."""
    return (
        gettext("期限"),
        lambda row, _: "、".join(deadline.text for deadline in row.action.deadlines),
    )


def targets_of_task() -> Column:
    """Return the column of the figures that a task is to reach, in the words of the document."""
    return gettext("指标"), lambda row, _: "、".join(_figures(row.action.id))


def _figures(action_id: str) -> Iterator[str]:
    pattern = EdgePattern(source=action_id, relation=Relation.HAS_TARGET)
    for edge in site().store.edges(pattern):
        if isinstance(target := site().nodes.node(edge.target), Indicator):
            yield target.text


def _roles() -> Columns:
    return tuple((labels.role_label(role), bodies_in(role)) for role in Role)


def bodies_in(*roles: Role) -> Callable[[Any, Source], Cell]:
    """Return what gives the names of those who take part in a row in one of some roles."""
    return lambda row, _: "、".join(_bodies(row.takings, roles))


def _bodies(takings: Iterable[Taking], roles: Sequence[Role]) -> list[str]:
    inferred = gettext("（由发文机关推定）")
    return [
        taking.agency.name + (inferred if taking.edge.evidence.basis is Basis.ISSUER else "")
        for taking in takings
        if taking.role in roles
    ]


def _figure() -> Columns:
    return (
        (gettext("指标"), lambda row, _: row.indicator.metric),
        (gettext("比较"), lambda row, _: _compared(row.indicator.comparator)),
        (gettext("目标值"), lambda row, _: row.indicator.value),
        (gettext("计量单位"), lambda row, _: row.indicator.unit),
        (gettext("期限"), lambda row, _: row.indicator.deadline),
    )


def _compared(sign: str) -> str:
    """Return a comparator in a form that no spreadsheet takes for the start of a formula."""
    return str(gettext("等于")) if sign == "=" else labels.comparator(sign)


def _metrics(question: Metrics) -> Columns:
    def address(row: Any) -> str:
        return absolute(answer_address(targets_of(row.metric, row.unit, question.scope)))

    return (
        (gettext("指标"), lambda row, _: row.metric),
        (gettext("计量单位"), lambda row, _: row.unit),
        (gettext("目标数"), lambda row, _: row.weight),
        (gettext("地区数"), lambda row, _: row.places),
        (gettext("年份数"), lambda row, _: row.years),
        (gettext("所计目标链接"), lambda row, _: address(row)),
    )


def _citation() -> Columns:
    return (
        (gettext("引用方"), lambda row, _: row.source.label),
        (gettext("方式"), lambda row, _: labels.treatment_label(row.edge.mode)),
        (gettext("法规政策"), lambda row, _: row.regulation.title),
        (gettext("认定"), lambda row, _: labels.basis_label(row.edge.evidence.basis)),
    )


def _about_document() -> Columns:
    return (
        (gettext("文种"), lambda document, _: document.document_type),
        (gettext("发文机关"), lambda document, _: "、".join(map(_name, document.issuers))),
        (
            gettext("状态"),
            lambda document, _: gettext("征求意见稿") if document.status == "draft" else "",
        ),
    )


def _together(question: PartnersOf | CooperationIn | EgoNetwork) -> Columns:
    address = actions_together(question)
    shared: Columns = (
        (gettext("共同任务"), lambda row, _: row.weight),
        (gettext("共同任务链接"), lambda row, _: absolute(address(row))),
        (gettext("其中一项"), lambda row, _: _name(row.actions[0])),
    )
    if isinstance(question, PartnersOf):
        return ((gettext("协同单位"), lambda row, _: row.agency.name), *shared)
    one, other = gettext("单位一"), gettext("单位二")
    return ((one, lambda row, _: row.a.name), (other, lambda row, _: row.b.name), *shared)


def _ranking(question: Ranking) -> Columns:
    address = counted_address(question)
    counted = gettext("被引用") if question.by == "regulation" else gettext("任务数")
    return (
        (labels.kind_label(question.by), lambda row, _: labels.node_name(row.node)),
        (counted, lambda row, _: row.weight),
        (gettext("所计任务链接"), lambda row, _: absolute(address(row))),
    )


def _path() -> Columns:
    return (
        (gettext("联系"), lambda row, _: " — ".join(body.name for body in row.agencies)),
        (gettext("每步共同任务"), lambda row, _: "、".join(str(len(ids)) for ids in row.actions)),
        (gettext("其中一项"), lambda row, _: _name(row.actions[0][0])),
    )


def _cited_together() -> Columns:
    return (
        (gettext("法规政策"), lambda row, _: row.regulation.title),
        (gettext("同时引用的公文"), lambda row, _: row.weight),
    )


def _functions(question: FunctionsCompared) -> Columns:
    address = function_address(question)

    def count(number: int) -> Column:
        return scope_label(question.scopes, number), lambda row, _: row.weights[number]

    def link(number: int) -> Column:
        shown = gettext("所计任务链接")
        scope = question.scopes[number]
        return f"{shown} {number + 1}", lambda row, _: absolute(address(scope, row))

    numbers = range(len(question.scopes))
    name: Column = (labels.kind_label("function"), lambda row, _: labels.node_name(row.function))
    return (name, *map(count, numbers), *map(link, numbers))


def _subjects(question: SideBySide) -> Columns:
    address = subject_address(question)
    return (
        (labels.kind_label("subject"), lambda row, _: labels.node_name(row.subject)),
        (gettext("本机构任务"), lambda row, _: row.own),
        (gettext("其他机构任务"), lambda row, _: row.elsewhere),
        (gettext("其他机构数"), lambda row, _: row.bodies),
        (gettext("所计任务链接"), lambda row, _: absolute(address(row))),
    )


def _hit() -> Columns:
    return (
        (gettext("种类"), lambda hit, _: labels.kind_label(hit.kind)),
        (gettext("标题"), lambda hit, _: hit.title.text),
    )


def _name(node_id: str) -> str:
    return site().nodes.name(node_id)
