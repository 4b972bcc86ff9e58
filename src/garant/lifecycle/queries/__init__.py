"""Reads of the uses. A read names its reader: what another organisation holds is not found."""

from garant.lifecycle.queries.arbitrations import (
    Candidate,
    case_of,
    session_visible_to,
    sessions_visible_to,
    waiting_for_arbitration,
)
from garant.lifecycle.queries.calls import call_visible_to, calls_visible_to
from garant.lifecycle.queries.likeness import Similar, similar_to
from garant.lifecycle.queries.uses import (
    Summary,
    entered_service,
    has_access,
    roadmap,
    sees_whole,
    use_numbered,
    use_visible_to,
    uses_in_service,
    uses_visible_to,
    waiting_for,
)

__all__ = [
    "Candidate",
    "Similar",
    "Summary",
    "call_visible_to",
    "calls_visible_to",
    "case_of",
    "entered_service",
    "has_access",
    "roadmap",
    "sees_whole",
    "session_visible_to",
    "sessions_visible_to",
    "similar_to",
    "use_numbered",
    "use_visible_to",
    "uses_in_service",
    "uses_visible_to",
    "waiting_for",
    "waiting_for_arbitration",
]
