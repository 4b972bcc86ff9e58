"""Reads of the committees. Managers and the audit read all of them, a member their own, everyone what is published.

An opinion is published when its session is closed.
"""

from garant.committees.queries.published import (
    Awaiting,
    CommitteeFacts,
    OpinionGiven,
    awaiting,
    committees_of,
    opinions_on,
)
from garant.committees.queries.reading import (
    MANAGERS,
    committee_visible_to,
    committees_visible_to,
    item_visible_to,
    may_manage,
    may_work,
    member_visible_to,
    members_of,
    opinion_visible_to,
    published_opinions,
    seated,
    session_visible_to,
    sessions_of,
    waiting_cases,
)
from garant.committees.queries.sitting import (
    PURPOSE,
    agenda_of,
    attendance_of,
    conflicts_on,
    nature_of,
    opinion_in_force,
    opinion_on_item,
    present_at,
    quorum_of,
    quorum_on,
)

__all__ = [
    "MANAGERS",
    "PURPOSE",
    "Awaiting",
    "CommitteeFacts",
    "OpinionGiven",
    "agenda_of",
    "attendance_of",
    "awaiting",
    "committee_visible_to",
    "committees_of",
    "committees_visible_to",
    "conflicts_on",
    "item_visible_to",
    "may_manage",
    "may_work",
    "member_visible_to",
    "members_of",
    "nature_of",
    "opinion_in_force",
    "opinion_on_item",
    "opinion_visible_to",
    "opinions_on",
    "present_at",
    "published_opinions",
    "quorum_of",
    "quorum_on",
    "seated",
    "session_visible_to",
    "sessions_of",
    "waiting_cases",
]
