"""The demonstration's network: the Région heads it, the Département belongs to it, and one system is on offer."""

from typing import Any

from garant.catalogue.actions import offer_system
from garant.federation import actions, queries


def join(head: Any, member: Any, *, offered: str) -> bool:
    """Bind the two organisations of these administrators, once in their life; whether it was done now.

    Where either has ever had a network, or where somebody left, it is theirs: nothing is done again.
    """
    if queries.ever_joined(head.organisation) or queries.ever_joined(member.organisation):
        return False
    _, code = actions.invite(head, note=member.organisation.name)
    actions.join(member, code=code)
    offer_system(head, offered, offered=True)
    return True
