"""Citations as Cypher: step by step, and works that are cited beside each other."""

from __future__ import annotations

from graph.neo4j_conditions import Binding, Found, gathered, where, within
from graph.neo4j_schema import edge_map, edge_order
from graph.questions import Citations, CitedTogether


def citations(question: Citations, bind: Binding) -> Found:
    """Return what finds citations step by step; each works list is what the next step looks at."""
    treated = [f"e.mode IN {bind([*question.treatments])}"] if question.treatments else []
    start, steps = bind(question.node), []
    clauses = f"WITH [{start}] AS works0 "
    for number in range(question.depth):
        step, works = f"step{number + 1}", f"works{number}"
        if question.direction == "in":
            one = f"""MATCH (s)-[e:CITES]->(r:Regulation) {where([f"r.id IN {works}", *treated])}
                MATCH (d:Document {{id: e.document}})
                RETURN collect(e) AS {step},
                    collect(DISTINCT CASE WHEN s:Regulation THEN s.id ELSE d.regulation END)
                    AS works{number + 1}"""
        else:
            one = f"""CALL {{ {_citing(works, is_first=number == 0)} }}
                WITH e, r {where(treated)}
                RETURN collect(e) AS {step}, collect(DISTINCT r.id) AS works{number + 1}"""
        clauses += f"CALL {{ WITH {works} {one} }} "
        steps.append(f"[one IN {step} | {{e: one, distance: {number + 1}}}]")
    found = f"""{clauses} UNWIND {" + ".join(steps)} AS one
        WITH one.e AS e, min(one.distance) AS distance"""
    shown = f"""MATCH (d:Document {{id: e.document}})
        RETURN startNode(e).body AS source, endNode(e).body AS regulation,
            d.body AS document, d.regulation AS work, {edge_map("e")} AS edge, distance"""
    return Found(found, "e, distance", f"distance, {edge_order('e')}", shown)


def cited_together(question: CitedTogether, bind: Binding) -> Found:
    """Return what finds the works that are cited beside one; ``node`` is the id of the work."""
    clauses, conditions = within(question.scope, bind)
    work = bind(question.node)
    names = gathered(question.scope)
    found = f"""{clauses}
        CALL {{ {f"WITH {', '.join(names)}" if names else ""}
            MATCH (n)-[t:CITES]->(:Regulation {{id: {work}}})
            MATCH (d:Document {{id: t.document}}) {where(conditions)}
            RETURN collect(DISTINCT d.id) AS both }}
        UNWIND both AS document MATCH (d:Document {{id: document}})
        MATCH (n)-[t:CITES {{document: document}}]->(r:Regulation)
        {where([f"r.id <> {work}", *conditions])}
        WITH r, collect(DISTINCT d.id) AS documents"""
    shown = "RETURN r.body AS body, r.regulation AS work, documents"
    return Found(found, "r, documents", "size(documents) DESC, r.id", shown)


def _citing(works: str, *, is_first: bool) -> str:
    """Return what matches the citations that works or, in the first step, a node speak for."""
    own = f"""WITH {works} MATCH (s:Node) WHERE s.id IN {works}
        MATCH (s)-[e:CITES]->(r:Regulation) RETURN e, r"""
    held = f"""WITH {works} MATCH (d:Document) WHERE d.regulation IN {works}
        MATCH (s:Action)-[e:CITES]->(r:Regulation) WHERE e.document = d.id RETURN e, r"""
    of_document = f"""WITH {works} MATCH (d:Document) WHERE d.id IN {works}
        MATCH (s)-[e:CITES]->(r:Regulation)
        WHERE e.document = d.id AND (s:Action OR s.id = d.regulation) RETURN e, r"""
    return " UNION ".join([own, held, *([of_document] if is_first else [])])
