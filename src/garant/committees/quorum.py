"""Who counts and who votes. Pure: the same answer for the page, the opinion and the minutes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from garant.committees.models import Committee, Member
from garant.committees.terms import QuorumKind


@dataclass(frozen=True, slots=True)
class Count:
    """A member in conflict counts neither for the quorum nor for the vote, and stays in what is asked."""

    needed: int
    voters: tuple[Member, ...]

    @property
    def reached(self) -> bool:
        return len(self.voters) >= self.needed

    @property
    def counted(self) -> int:
        return len(self.voters)


def needed(committee: Committee, seats: int) -> int:
    """How many voting members must be there, of `seats` in mandate; never none."""
    if committee.quorum_kind == QuorumKind.NUMBER:
        return max(1, committee.quorum_value)
    return max(1, -(-seats * committee.quorum_value // 100))  # rounded up


def count(
    committee: Committee,
    seated: Iterable[Member],
    present: Collection[Member],
    conflicted: Collection[Member],
) -> Count:
    """`seated` are the members in mandate that day."""
    seats = [member for member in seated if member.votes]
    voters = tuple(member for member in seats if member in present and member not in conflicted)
    return Count(needed(committee, len(seats)), voters)
