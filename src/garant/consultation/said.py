"""What was said in a consultation, as one reader sees it: names, hidden words and own reactions depend on who reads."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from garant.consultation.models import Answer, Consultation, Contribution, Reaction, Workshop
from garant.consultation.terms import MANAGERS, Opinion, Way
from garant.consultation.voices import Voice, digest
from garant.consultation.wording import Piece, changes
from garant.directory.models import Person
from garant.directory.templatetags.french import day


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the three words, how many chose it, and whether this reader did."""

    opinion: Opinion
    number: int
    mine: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A contribution as this reader sees it. `text` is "" where it is hidden from them."""

    contribution: Contribution
    who: str
    text: str
    pieces: tuple[Piece, ...]  # of an amendment: what it changes
    choices: tuple[Choice, ...]
    may_withdraw: bool
    answer: Answer | None
    about: str = ""  # the clause, "2.1 Relire"; "" for the whole

    @property
    def named(self) -> str:
        return f"la contribution n° {self.contribution.number}"


def may_manage(actor: Person) -> bool:
    return actor.is_active and actor.has_role(*MANAGERS)


def may_withdraw(voice: Voice, item: Contribution) -> bool:
    """The author alone; of what a room said, who typed for it. A digest that is no more belongs to nobody."""
    if item.workshop is not None:
        return voice.person is not None and item.workshop.facilitator_id == voice.person.id
    return bool(item.voice) and item.voice == digest(item.consultation, voice)


def items_of(
    voice: Voice, found: Consultation, clause: str | None = None, *, workshop: Workshop | None = None
) -> list[Item]:
    """What was said on one clause ("" for the whole, None for everything), in the order in which it came."""
    rows = found.contributions.select_related("workshop", "author", "answer__by")
    if clause is not None:
        rows = rows.filter(clause=clause)
    if workshop is not None:
        rows = rows.filter(workshop=workshop)
    counted, mine = _reactions(voice, found, of_contributions=True)
    by_id = found.clauses_by_id
    reads_all = voice.person is not None and may_manage(voice.person)
    items = []
    for row in rows:
        row.consultation = found
        shown = row.hidden_at is None or reads_all
        part = by_id.get(row.clause)
        key = str(row.id)
        items.append(
            Item(
                contribution=row,
                who=who_wrote(row, inside=voice.person is not None),
                text=row.text if shown else "",
                pieces=changes(part.text, row.text) if shown and row.is_amendment and part else (),
                choices=_choices(counted, mine, key),
                may_withdraw=may_withdraw(voice, row),
                answer=row.kept_answer,
                about=f"{part.number} {part.title}" if part else "",
            )
        )
    return items


def clause_choices(voice: Voice, found: Consultation, clause: str) -> tuple[Choice, ...]:
    """What people think of a clause as it stands."""
    counted, mine = _reactions(voice, found, of_contributions=False)
    return _choices(counted, mine, clause)


def who_wrote(item: Contribution, *, inside: bool) -> str:
    """As the page says it. A person's name is read within the organisation only, and never where it is anonymous."""
    if item.workshop is not None:
        people = item.workshop.participants
        return (
            f"Atelier du {day(item.workshop.held_on)}, {item.workshop.place} "
            f"({people} participant{'s' if people > 1 else ''})"
        )
    if item.author is not None and inside:
        return item.author.full_name
    if item.signature:
        return f"{item.signature}, sur la page publique"
    return _UNNAMED[Way(item.way)]


_UNNAMED = {
    Way.ACCOUNT: "Une personne de l’organisation",
    Way.PUBLIC: "Une personne, sur la page publique",
    Way.WORKSHOP: "Un atelier",
}


def _reactions(
    voice: Voice, found: Consultation, *, of_contributions: bool
) -> tuple[Mapping[tuple[str, str], int], Mapping[str, str]]:
    """(item, opinion) → how many; item → this reader's own."""
    column = "contribution_id" if of_contributions else "clause"
    rows = Reaction.objects.filter(consultation=found, contribution__isnull=not of_contributions)
    counted = {
        (str(item), opinion): number
        for item, opinion, number in rows.values_list(column, "opinion").annotate(number=Count("pk"))
    }
    own = digest(found, voice)
    mine = {str(item): opinion for item, opinion in rows.filter(voice=own).values_list(column, "opinion")}
    return counted, mine if own else {}


def _choices(
    counted: Mapping[tuple[str, str], int], mine: Mapping[str, str], item: str
) -> tuple[Choice, ...]:
    return tuple(
        Choice(each, counted.get((item, each.value), 0), mine.get(item) == each.value) for each in Opinion
    )
