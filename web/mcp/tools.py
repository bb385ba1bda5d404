"""The tools that an assistant may use: what each takes and tells, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from flask_babel import lazy_gettext as _

from web.api import parameters as p
from web.api.reading import Parameter, ParameterError, read_all, whole
from web.mcp import answers
from web.mcp.answers import Answer
from web.mcp.names import kinds_named_by, settled
from web.mcp.rows import Record

MOST_ROWS: Final = 50
SIZE: Final = replace(p.SIZE, schema=whole(1, MOST_ROWS, 10))
ROWS: Final = (SIZE, p.CURSOR)
_AGENCY = replace(p.AGENCY, description=_("这个机构。"), is_required=True)
_REGULATION = replace(p.REGULATION, description=_("这件法规政策。"), is_required=True)
_DOCUMENT = replace(p.DOCUMENT, description=_("这件公文。"), is_required=True)


@dataclass(frozen=True, slots=True)
class Tool:
    """Something an assistant may ask; ``description`` is told in the language of the reader."""

    name: str
    answer: Answer
    title: object
    description: object
    parameters: tuple[Parameter, ...]

    def use(self, arguments: Mapping[str, Any]) -> Record:
        """Return the answer; raises what the interface raises where the arguments make none.

        Ids may also be given by the names of what they are of.
        """
        given = {name: _as_text(name, value) for name, value in arguments.items()}
        given = {name: settled(name, value) for name, value in given.items()}
        # a tool that gives rows has no pages: cursors lead on
        return self.answer({"page": 1, **read_all(self.parameters, given)})


TOOLS: Final = (
    Tool(
        "ask",
        answers.ask,
        _("提问"),
        _("用一句话提问，如“市场监管局牵头的所有任务”；答复说明怎样理解、哪些字没有理解。"),
        (p.NEEDED_Q, p.LANGUAGE, *ROWS),
    ),
    Tool(
        "search",
        answers.search,
        _("检索"),
        _("按字词检索公文和任务，可以加条件。"),
        (p.Q, *p.SEARCHED_BY, *ROWS),
    ),
    Tool(
        "names",
        answers.names,
        _("查名称"),
        _("查机构、职能、地区、法规政策的名称和标识。"),
        (p.NEEDED_Q, p.MOST),
    ),
    Tool(
        "actions",
        answers.actions,
        _("任务"),
        _("按机构或职能、角色、地区、年份、对象、期限、不清之处列出任务。"),
        (
            *(*p.PARTY, *p.SECOND_PARTY, p.WITHOUT, p.GAP, p.DUE),
            *(p.NEWEST, p.DOCUMENT, *p.SCOPE, *ROWS),
        ),
    ),
    Tool(
        "agency",
        answers.agency,
        _("机构"),
        _("一个机构：各角色的任务数、成员、前身，及其任务。"),
        (_AGENCY, p.ROLE, p.PREDECESSORS, *p.SCOPE, *ROWS),
    ),
    Tool(
        "document",
        answers.text,
        _("公文"),
        _("一件公文的全文，一次给出一段，及各标题的位置。"),
        (_DOCUMENT, p.START, p.END),
    ),
    Tool(
        "regulation",
        answers.regulation,
        _("法规政策"),
        _("一件法规政策：谁引用它、怎样引用，或它引用谁。"),
        (_REGULATION, p.DIRECTION, p.TREATMENT, p.CITATION_DEPTH, *ROWS),
    ),
    Tool(
        "partners",
        answers.partners,
        _("协同机构"),
        _("与一个机构共有任务的机构，及证明这一点的任务。"),
        (_AGENCY, p.ROLE, p.PREDECESSORS, *p.SCOPE, *ROWS),
    ),
    Tool(
        "paths",
        answers.paths,
        _("两个机构之间的联系"),
        _("从一个机构到另一个机构的最短联系，每一步都有任务为证。"),
        (_AGENCY, p.OTHER, p.MIN_WEIGHT, *p.SCOPE, *ROWS),
    ),
    Tool(
        "compare",
        answers.compare,
        _("任务对比"),
        _("把两个以上地区或年份的任务并排，同一项工作一行，并指出不同。"),
        (p.ROWS, *p.COMPARED, *ROWS),
    ),
    Tool(
        "indicators",
        answers.indicators,
        _("指标"),
        _("量化指标：测什么、达到多少、何时、由谁、在哪里。"),
        (*p.PARTY, p.METRIC, p.VALUE, p.BY_VALUE, p.DOCUMENT, *p.SCOPE, *ROWS),
    ),
    Tool(
        "network",
        answers.network,
        _("协同网络"),
        _("共有任务的机构对，任务多的在前，及网络的整体。"),
        (p.ROLE, p.MIN_WEIGHT, p.DOCUMENT, *p.SCOPE, *ROWS),
    ),
)


def schema_of(tool: Tool, told: Mapping[object, str]) -> dict[str, Any]:
    """Return the JSON Schema of what a tool takes; ``told`` gives the words of descriptions."""
    return {
        "type": "object",
        "properties": {one.name: _property(one, told) for one in tool.parameters},
        "required": [one.name for one in tool.parameters if one.is_required],
        "additionalProperties": False,
    }


def _property(parameter: Parameter, told: Mapping[object, str]) -> dict[str, Any]:
    schema = {name: value for name, value in parameter.schema.items() if name != "example"}
    words = told[parameter.description]
    if kinds := kinds_named_by(parameter.name):
        schema.pop("pattern", None)
        words += f" 标识或名称 / id ({kinds[0]}/…) or name."
    return {**schema, "description": words}


def _as_text(name: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ParameterError(f"{name} must be a text or a whole number.")
    return str(value)
