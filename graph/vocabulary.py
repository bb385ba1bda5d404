"""The closed vocabularies of the graph: kinds, relations, roles, treatments, bases, levels."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a node is; the first part of its id."""

    DOCUMENT = "document"
    ACTION = "action"
    AGENCY = "agency"
    AGENCY_GROUP = "agency-group"
    INDICATOR = "indicator"
    SUBJECT = "subject"
    REGULATION = "regulation"
    LOCATION = "location"
    FUNCTION = "function"


class Relation(StrEnum):
    """How two nodes are joined."""

    LEADS = "leads"
    SHARES = "shares"
    SUPPORTS = "supports"
    CITES = "cites"
    ISSUED_BY = "issued-by"
    APPLIES_IN = "applies-in"
    HAS_TARGET = "has-target"
    PART_OF = "part-of"
    SUCCEEDS = "succeeds"
    VERSION_OF = "version-of"


class Role(StrEnum):
    """How an agency takes part in an action."""

    LEAD = "lead"
    SOLE = "sole"
    JOINT = "joint"
    SUPPORT = "support"


RELATION_OF_ROLE = {
    Role.LEAD: Relation.LEADS,
    Role.SOLE: Relation.LEADS,
    Role.JOINT: Relation.SHARES,
    Role.SUPPORT: Relation.SUPPORTS,
}
RESPONSIBILITY = (Relation.LEADS, Relation.SHARES, Relation.SUPPORTS)


class Treatment(StrEnum):
    """What a citing text does with the work it cites."""

    BASED_ON = "based_on"
    IMPLEMENTS = "implements"
    AMENDS = "amends"
    FORMULATES = "formulates"
    REFERS = "refers"


class Basis(StrEnum):
    """Whether a fact was read, or concluded: from who issued, other documents, the lexicon."""

    STATED = "stated"
    ISSUER = "issuer"
    INFERRED = "inferred"
    LEXICON = "lexicon"


class Level(StrEnum):
    """The rank of an administrative division; a zone has no rank of its own."""

    COUNTRY = "country"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"
    ZONE = "zone"
