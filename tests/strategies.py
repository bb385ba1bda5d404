"""Random graphs for properties: few ids, so that documents meet in the same nodes."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from graph.model import Agency, AgencyGroup, Fragment, Relation, Role, Treatment
from graph.questions import (
    ActionsOf,
    Census,
    Citations,
    CitedTogether,
    Comparison,
    CooperationIn,
    Documents,
    EgoNetwork,
    FunctionsCompared,
    Indicators,
    Metrics,
    Page,
    PartnersOf,
    Party,
    Paths,
    Question,
    Ranking,
    Scope,
    SideBySide,
)
from tests.builders import (
    CANTEENS,
    HEALTH,
    LINJIANG,
    MARKET,
    QINGCHUAN,
    SCHOOL_CANTEENS,
    YUNLING,
    FragmentBuilder,
    a_group,
    a_regulation,
    a_work,
    an_agency,
)

KEYS = ("a", "b", "c")
DOCUMENTS = tuple(f"document/{key}" for key in KEYS)
BODIES = (an_agency("甲局"), an_agency("乙局"), an_agency("丙委"), a_group("各县政府"))
PLACES = (YUNLING, QINGCHUAN, LINJIANG)
SUBJECTS = (CANTEENS, SCHOOL_CANTEENS)
FUNCTIONS = (None, MARKET.id, HEALTH.id)
WORK_TITLES = ("", "云岭省城乡节水条例", "城乡节水条例", "云岭省实施城乡节水条例办法")
WORKS = tuple(
    a_work(title, number) for title in WORK_TITLES for number in ("", "〔2019〕1号", "〔2020〕2号")
)[1:]
NODES = (
    *DOCUMENTS,
    WORKS[3].id,
    WORKS[5].id,
    "regulation/a",
    "regulation/条例",
    "action/a-1",
    "action/c-2",
    "nothing",
)
CITED = tuple(node for node in NODES if not node.startswith("action/"))

bodies = st.sampled_from(BODIES).flatmap(
    lambda body: st.builds(
        lambda function, name: replace(body, function=function, name=name),
        st.sampled_from(FUNCTIONS),
        st.sampled_from(("", body.name, body.name + "（筹）")),
    )
)
titles = st.sampled_from(("条例", "办法", *KEYS))
works = st.sampled_from(WORKS)
parts = st.lists(st.tuples(bodies, st.sampled_from(Role)), min_size=1, max_size=4)


@st.composite
def fragments(draw: st.DrawFn, key: str | None = None) -> Fragment:
    """Return a document of a few actions with everything that questions look at."""
    builder = FragmentBuilder(
        key or draw(st.sampled_from(KEYS)),
        year=draw(st.sampled_from((None, 2020, 2021))),
        location=draw(st.sampled_from((None, *(place.id for place in PLACES)))),
    )
    for taking_part in draw(st.lists(parts, min_size=1, max_size=3)):
        first_said: dict[str, Agency | AgencyGroup] = {}
        for body, _ in taking_part:
            first_said.setdefault(body.id, builder.nodes.get(body.id, body))  # type: ignore[arg-type]
        action = builder.action(
            *((first_said[body.id], role) for body, role in taking_part),
            due=draw(st.sampled_from(("", "2020", "2020-06", "2021-01-31"))),
            statement=draw(st.sampled_from(("", "甲局指导", "甲局指导，乙局配合", "甲局负责"))),
            is_open_list=draw(st.booleans()),
        )
        for title in draw(st.lists(titles, max_size=2)):
            treatment = draw(st.sampled_from((None, *Treatment)))
            builder.join(action, Relation.CITES, a_regulation(title), treatment)
        for work in draw(st.lists(works, max_size=2)):
            builder.join(action, Relation.CITES, work, draw(st.sampled_from(Treatment)))
        for metric in draw(st.lists(st.sampled_from(("合格率", "批次数")), max_size=2)):
            builder.target(action, metric, draw(st.sampled_from((1, 0.1 + 0.2, 98.5))))
        for subject in draw(st.lists(st.sampled_from(SUBJECTS), max_size=2)):
            builder.join(action, Relation.HAS_TARGET, builder.nodes.get(subject.id, subject))
    for title in draw(st.lists(titles, max_size=1)):
        source = draw(st.sampled_from((builder.regulation, "regulation/纲要")))
        citing = replace(a_regulation("纲要"), id=source)
        builder.join(
            citing, Relation.CITES, builder.nodes.get(f"regulation/{title}", a_regulation(title))
        )
    for place in draw(st.lists(st.sampled_from(PLACES), max_size=2)):
        parent = draw(st.sampled_from((None, place.parent)))
        builder.name(replace(place, parent=parent))
    for before, after in draw(st.lists(st.tuples(*[st.sampled_from(BODIES)] * 2), max_size=2)):
        first, second = (builder.nodes.get(body.id, body) for body in (before, after))
        builder.join(second, Relation.SUCCEEDS, first)
    for subject in draw(st.lists(st.sampled_from(SUBJECTS), max_size=1)):
        above = draw(st.sampled_from((None, *(one.id for one in SUBJECTS))))
        builder.name(replace(subject, broader=above))
    if draw(st.booleans()):
        own = draw(works)
        told = {"title": f"{own.title}（{builder.key}）", "document": builder.id}
        builder.own = replace(own, **told)
        builder.nodes[own.id] = builder.own
        builder.topic = draw(st.sampled_from(("", "食品安全", "食品安全")))
        builder.issued_on = draw(st.sampled_from((None, "2020-03", "2020-05-01", "2021-01-02")))
    return builder.build()


pages = st.builds(Page, st.sampled_from((0, 1)), st.sampled_from((None, 1, 2, 50)))
scopes = st.builds(
    Scope,
    locations=st.lists(
        st.sampled_from((*(place.id for place in PLACES), "location/none")), max_size=2, unique=True
    ).map(tuple),
    with_subdivisions=st.booleans(),
    years=st.sampled_from((None, (2020, 2020), (2019, 2021))),
    document=st.sampled_from((None, None, *DOCUMENTS)),
    subject=st.sampled_from((None, None, *(one.id for one in SUBJECTS), "subject/none")),
    words=st.sampled_from(((), (), ("检查",), ("第1项", "任务"), ("ＡBC",))),
)
roles = st.lists(st.sampled_from(Role), max_size=2, unique=True).map(tuple)
parties = st.one_of(
    st.builds(
        Party,
        agency=st.sampled_from([body.id for body in BODIES]),
        roles=roles,
        with_predecessors=st.booleans(),
    ),
    st.builds(
        Party,
        function=st.sampled_from(FUNCTIONS[1:]),
        roles=roles,
        with_predecessors=st.booleans(),
    ),
)
comparisons = st.builds(
    Comparison,
    bound=st.sampled_from(("least", "most", "more", "less", "equal")),
    value=st.sampled_from((1.0, 98.5)),
    unit=st.sampled_from(("%", "批次")),
)
body_ids = st.sampled_from((*(body.id for body in BODIES), "agency/none"))
questions: st.SearchStrategy[Question] = st.one_of(
    st.builds(
        ActionsOf,
        parties=st.lists(parties, max_size=2).map(tuple),
        without_roles=roles,
        gap=st.sampled_from((None, None, "two-leads", "open-list", "vague")),
        sort=st.sampled_from(("newest", "oldest")),
        due=st.sampled_from((None, None, ("", "2020"), ("2020", "2020"), ("2020-06", ""))),
        scope=scopes,
        page=pages,
    ),
    st.builds(PartnersOf, party=parties, scope=scopes, page=pages),
    st.builds(
        Citations,
        node=st.sampled_from(NODES),
        direction=st.sampled_from(("in", "out")),
        treatments=st.lists(st.sampled_from(Treatment), max_size=2, unique=True).map(tuple),
        depth=st.sampled_from((1, 1, 2, 5)),
        page=pages,
    ),
    st.builds(
        Indicators,
        scope=scopes,
        party=st.none() | parties,
        metric=st.sampled_from(("", "合格率", "达到", "抽检合格率")),
        is_exact=st.booleans(),
        unit=st.sampled_from((None, None, "%", "批次")),
        compared=st.none() | comparisons,
        sort=st.sampled_from(("newest", "oldest", "highest", "lowest")),
        page=pages,
    ),
    st.builds(Metrics, scope=scopes, words=st.sampled_from(("", "率")), page=pages),
    st.builds(Documents, scope=scopes, page=pages),
    st.builds(CitedTogether, node=st.sampled_from(CITED), scope=scopes, page=pages),
    st.builds(
        EgoNetwork,
        agency=body_ids,
        depth=st.sampled_from((1, 2, 5)),
        min_weight=st.sampled_from((1, 2)),
        scope=scopes,
        page=pages,
    ),
    st.builds(
        Paths,
        agency=body_ids,
        other=body_ids,
        min_weight=st.sampled_from((1, 1, 2)),
        scope=scopes,
        page=pages,
    ),
    st.builds(
        FunctionsCompared,
        scopes=st.lists(scopes, min_size=2, max_size=3).map(tuple),
        roles=roles,
        page=pages,
    ),
    st.builds(SideBySide, agency=body_ids, roles=roles, scope=scopes, page=pages),
    st.builds(
        CooperationIn,
        scope=scopes,
        agency=st.sampled_from((None, BODIES[0].id, BODIES[3].id)),
        roles=roles,
        min_weight=st.sampled_from((1, 2)),
        page=pages,
    ),
    st.builds(
        Ranking,
        by=st.sampled_from(("agency", "function", "location", "regulation")),
        roles=roles,
        party=st.none() | parties,
        scope=scopes,
        page=pages,
    ),
    st.just(Census()),
)
