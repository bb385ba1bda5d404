"""What the parser of a statement knows so far, and what the roles of its names are in the end."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.model import Role


@dataclass(slots=True)
class Name:
    """A name in a statement: from where to where, how sure, and the role that it was given."""

    start: int
    end: int
    confidence: float
    role: Role | None = None
    after_comma: bool = False


@dataclass(slots=True)
class State:
    """What the parser knows so far: finished names, those still without a role, conventions.

    ``is_foreign`` says that names stand behind a label that tells no part in the task.
    """

    done: list[Name] = field(default_factory=list)
    waiting: list[Name] = field(default_factory=list)
    label: Role | None = None
    has_lead: bool = False
    has_role: bool = False
    is_open: bool = False
    is_foreign: bool = False
    after_with: bool = False
    after_comma: bool = False
    first_leads: bool = False
    comma_leads: bool = False
    in_bureau: bool = False
    standing: tuple[int, int] | None = None
    least: float = 1.0
    doubts: int = 0
    fields: int = 0

    def settle(self, role: Role | None) -> None:
        """Give the waiting names a role; names parted by 会同 keep what they got there."""
        for name in self.waiting:
            name.role = name.role or role
            self.has_lead = self.has_lead or name.role is Role.LEAD
        self.done += self.waiting
        self.waiting = []
        self.after_with = False


def settle_roles(state: State) -> None:
    """Give the names that are left their roles: sole or joint, lead beside support."""
    names = state.done
    is_plain = all(name.role in (None, Role.JOINT) for name in names)
    if state.comma_leads and is_plain and any(name.after_comma for name in names):
        state.has_lead = True
        for name in names:
            name.role = Role.JOINT if name.after_comma else Role.LEAD
    own = [name for name in names if name.role in (None, Role.JOINT)]
    has_support = any(name.role is Role.SUPPORT for name in names)
    for name in own:
        if state.has_lead:
            name.role = Role.JOINT
        elif has_support:
            name.role = Role.LEAD
        else:
            name.role = Role.SOLE if len(own) == 1 else Role.JOINT
