"""Participation in numbers. Of an anonymous consultation, no number of people below `fewest` is told."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Sum

from garant.catalogue.compliance import today_of
from garant.consultation.models import Consultation, Contribution
from garant.consultation.parts import Part
from garant.consultation.terms import Kind, Opinion, Verdict, Way
from garant.directory.threshold import fewest_people

WHOLE = "Sur l’ensemble"


@dataclass(frozen=True, slots=True)
class WayCount:
    """One door: how many people came by it (None: too few to be told), and what they left."""

    label: str
    people: int | None
    contributions: int


@dataclass(frozen=True, slots=True)
class PartCount:
    """One clause, or the whole (no part)."""

    part: Part | None
    comments: int
    amendments: int
    reactions: int

    @property
    def label(self) -> str:
        return WHOLE if self.part is None else f"{self.part.number} {self.part.title}"

    @property
    def short(self) -> str:
        return "Ensemble" if self.part is None else self.part.number

    @property
    def contributions(self) -> int:
        return self.comments + self.amendments


@dataclass(frozen=True, slots=True)
class Participation:
    """The whole account. `people` is None where it would tell a hidden number."""

    fewest: int  # people: no smaller number is told
    ways: tuple[WayCount, ...]
    people: int | None
    parts: tuple[PartCount, ...]
    opinions: tuple[tuple[str, int], ...]
    verdicts: tuple[tuple[str, int], ...]
    hidden: int
    workshops: int

    @property
    def contributions(self) -> int:
        return sum(way.contributions for way in self.ways)

    @property
    def reactions(self) -> int:
        return sum(number for _, number in self.opinions)

    @property
    def discussed(self) -> tuple[PartCount, ...]:
        """The parts on which something was said."""
        return tuple(each for each in self.parts if each.contributions or each.reactions)


def contributors_of(found: Consultation) -> dict[Way, int]:
    """How many people wrote or reacted, by door. Of a workshop, those who were in the room."""
    counted = {}
    for way in (Way.ACCOUNT, Way.PUBLIC):
        wrote = found.contributions.filter(way=way).exclude(voice="").values_list("voice", flat=True)
        reacted = found.reactions.filter(way=way).values_list("voice", flat=True)
        counted[way] = len({*wrote, *reacted})
    counted[Way.WORKSHOP] = found.workshops.aggregate(all=Sum("participants"))["all"] or 0
    return counted


def participation_of(found: Consultation) -> Participation:
    """As it is now; once the synthesis is published, as it was counted that day."""
    kept = found.contributors
    people = contributors_of(found) if kept is None else {way: kept.get(way.value, 0) for way in Way}
    rows = list(Contribution.objects.filter(consultation=found).values_list("clause", "kind", "way"))
    kinds = Counter((clause, kind) for clause, kind, _ in rows)
    written = Counter(way for _, _, way in rows)
    reacted = Counter[str]()
    for clause, of_contribution, number in found.reactions.values_list(
        "clause", "contribution__clause"
    ).annotate(number=Count("pk")):
        reacted[clause or of_contribution or ""] += number
    opinions = dict(found.reactions.values_list("opinion").annotate(number=Count("pk")))
    verdicts = dict(
        found.contributions.filter(hidden_at=None)
        .exclude(answer=None)
        .values_list("answer__verdict")
        .annotate(number=Count("pk"))
        .order_by()
    )
    fewest = fewest_people(today_of(found.organisation))
    told = {way: _told(found, number, fewest) for way, number in people.items()}
    ways = [
        WayCount(way.label, told[way], written[way])
        for way in Way
        if people[way] or written[way] or way is Way.ACCOUNT
    ]
    places: Sequence[Part | None] = (None, *found.clauses)
    return Participation(
        fewest=fewest,
        ways=tuple(ways),
        # One hidden number and the sum would tell the hidden one.
        people=None if None in told.values() else sum(people.values()),
        parts=tuple(_of(part, kinds, reacted) for part in places),
        opinions=tuple((each.label, opinions.get(each.value, 0)) for each in Opinion),
        verdicts=tuple((each.label, verdicts.get(each.value, 0)) for each in Verdict),
        hidden=found.contributions.exclude(hidden_at=None).count(),
        workshops=found.workshops.count(),
    )


def _told(found: Consultation, number: int, fewest: int) -> int | None:
    return None if found.anonymous and 0 < number < fewest else number


def _of(part: Part | None, kinds: Counter[tuple[str, str]], reacted: Counter[str]) -> PartCount:
    name = "" if part is None else part.id
    return PartCount(part, kinds[name, Kind.COMMENT], kinds[name, Kind.AMENDMENT], reacted[name])
