"""Verbs of the committees. Each is one transaction and one journal entry, the entry last."""

from garant.committees.actions.agenda import (
    amend_session,
    convene,
    leave_out,
    move_up,
    plan_session,
    put_on_agenda,
    take_up,
    withdraw_case,
)
from garant.committees.actions.composition import (
    add_member,
    amend_committee,
    create_committee,
    end_committee,
    end_mandate,
)
from garant.committees.actions.sitting import (
    approve_minutes,
    close_session,
    declare_conflict,
    give_opinion,
    mark_attendance,
    open_session,
)

__all__ = [
    "add_member",
    "amend_committee",
    "amend_session",
    "approve_minutes",
    "close_session",
    "convene",
    "create_committee",
    "declare_conflict",
    "end_committee",
    "end_mandate",
    "give_opinion",
    "leave_out",
    "mark_attendance",
    "move_up",
    "open_session",
    "plan_session",
    "put_on_agenda",
    "take_up",
    "withdraw_case",
]
