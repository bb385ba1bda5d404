"""What the measures of networks are called, and what each means, in the language of the request.

Each sentence tells an official what the figure says, and nothing that it does not.
"""

from __future__ import annotations

from flask_babel import format_decimal, format_percent, gettext

from graph.network import Community, Network
from graph.network_change import MemberChange, TieChange
from web.labels import function_name
from web.site import site

_NAMED = 3


def measure_label(name: str) -> str:
    """Return what a measure is called."""
    labels = {
        "weight": gettext("共同任务"),
        "degree": gettext("协同单位"),
        "betweenness": gettext("中介程度"),
        "pagerank": gettext("重要程度"),
        "core": gettext("核心层数"),
        "community": gettext("群"),
        "is_cut": gettext("关键单位"),
    }
    return str(labels[name])


def measure_sentence(name: str) -> str:
    """Return what a measure says of an agency."""
    sentences = {
        "weight": gettext("它与各协同单位共同参加的任务数之和；一项任务有几个协同单位，就计几次。"),
        "degree": gettext("与它至少共同参加一项任务的单位有多少个。"),
        "betweenness": gettext(
            "其他单位两两之间最近的协同路径中，有多大比例要经过它；越高，越适合居中协调，"
            "也越容易成为瓶颈。共同任务越多，两个单位越近。"
        ),
        "pagerank": gettext("与重要的单位共同任务越多，自己也越重要；全部单位合计为 100%。"),
        "core": gettext("它所在的最紧密的一层：这一层里每个单位都至少与同层的这么多个单位协同。"),
        "community": gettext(
            "彼此共同任务多、与外面共同任务少的单位为一群；名称取自成员的地区和最有代表性的职能。"
        ),
        "is_cut": gettext("没有它，其余单位中有一些就不再有任何协同路径相连。"),
    }
    return str(sentences[name])


def whole_facts(network: Network) -> list[tuple[str, str, str]]:
    """Return the figures of a whole network: what each is called, its value, what it says."""
    whole = network.whole
    return [
        (
            gettext("单位"),
            format_decimal(whole.members),
            gettext("至少与另一个单位共同参加一项任务的单位。"),
        ),
        (
            gettext("协同关系"),
            format_decimal(whole.ties),
            gettext("共同参加任务的单位对；一对只计一次，不论共同任务多少。"),
        ),
        (
            gettext("密度"),
            format_percent(whole.density, "#,##0.0%"),
            gettext("所有可能的单位对中，实际有协同的比例；越高，协同越普遍。"),
        ),
        (
            gettext("互不相连的部分"),
            format_decimal(whole.parts),
            gettext(
                "部分与部分之间没有任何协同路径；最大的一部分有 %(count)s 个单位。",
                count=format_decimal(whole.largest),
            ),
        ),
        (
            gettext("群"),
            format_decimal(len(network.communities)),
            measure_sentence("community"),
        ),
    ]


def community_label(community: Community, is_of_places: bool) -> str:
    """Return the name of a community with its size."""
    name = community_name(community, is_of_places)
    return str(gettext("%(name)s 等 %(count)s 家", name=name, count=community.size))


def community_name(community: Community, is_of_places: bool) -> str:
    """Return the name of a community: its place where places differ, and its functions.

    A community none of whose members has a known function has no more than its number.
    """
    functions = str(gettext("、")).join(map(function_name, community.functions[:_NAMED]))
    place = site().nodes.name(community.location) if is_of_places and community.location else ""
    if not functions:
        functions = str(gettext("第 %(number)s 群", number=community.number))
    return f"{place} {functions}".strip()


def are_of_places(network: Network) -> bool:
    """Whether the communities of a network lie in different places."""
    return len({community.location for community in network.communities}) > 1


def change_label(sort: str) -> str:
    """Return what a sort of change between two networks is called."""
    labels = {
        "gained": gettext("新增的协同"),
        "lost": gettext("消失的协同"),
        "stronger": gettext("增强的协同"),
        "weaker": gettext("减弱的协同"),
        "came": gettext("新出现的单位"),
        "went": gettext("不再出现的单位"),
        "moved": gettext("位次变化的单位"),
    }
    return str(labels[sort])


def change_sentence(sort: str) -> str:
    """Return what a sort of change between two networks says."""
    sentences = {
        "gained": gettext("前一时段没有共同任务、后一时段有的单位对。"),
        "lost": gettext("前一时段有共同任务、后一时段没有的单位对。"),
        "stronger": gettext("两个时段都有共同任务，后一时段更多的单位对。"),
        "weaker": gettext("两个时段都有共同任务，后一时段更少的单位对。"),
        "came": gettext("只在后一时段与别的单位有共同任务的单位。"),
        "went": gettext("只在前一时段与别的单位有共同任务的单位；可能已经改革，职责转入别的单位。"),
        "moved": gettext("两个时段都在，按共同任务数排列的位次不同的单位。"),
    }
    return str(sentences[sort])


def moved_by(change: MemberChange | TieChange) -> int:
    """Return by how much the figure of a change rose; negative where it fell."""
    return change.after - change.before


def works_label(sort: str) -> str:
    """Return what a list of the network of citations is called."""
    labels = {
        "cited": gettext("被引用的"),
        "roots": gettext("源头"),
        "citing": gettext("引用别人的"),
        "orphans": gettext("没有引用关系的公文"),
        "circles": gettext("互相引用的"),
    }
    return str(labels[sort])


def works_sentence(sort: str) -> str:
    """Return what a list of the network of citations holds."""
    sentences = {
        "cited": gettext("按有多少件法规政策引用它排列；同一件多处引用只算一件。"),
        "roots": gettext("被引用，而本站没有看到它引用别的；没有全文的，看不到它引用什么。"),
        "citing": gettext("引用了别的法规政策的，按引用件数排列。"),
        "orphans": gettext("本站收录的公文中，在所选范围内既不引用别的、也不被引用的。"),
        "circles": gettext("沿着引用可以绕回自己的，逐组列出；多为互相提及，也可能是认错了名称。"),
    }
    return str(sentences[sort])
