"""Pseudonyms: derived from a key and the value, so that nothing needs to be stored between two turns."""

import hashlib
import hmac
import re
import string
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from garant.privacy.engine import detect
from garant.privacy.gender import COUPLE, gender_of, told_of
from garant.privacy.inventions import Inventions
from garant.privacy.labels import Label
from garant.privacy.overlap import merge
from garant.privacy.persons import Person, Persons
from garant.privacy.placeholder import Name, forms
from garant.privacy.placeholder_words import ESCAPED
from garant.privacy.span import Span

Change = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without its personal data, and what brings them back: placeholder → original."""

    text: str
    mapping: Mapping[str, str]


class Pseudonyms:
    """The pseudonyms of one request. Not for several threads at once.

    The number of a placeholder is an HMAC of label and value: the same key and value give the same placeholder
    in every turn of a conversation, another key gives others. The value of a person is their surname, or what
    else is known of them (`Persons`): each form of their name bears their number. Two values that meet on one
    number are told apart by order of appearance, which a conversation repeats; so is the letter that tells two
    surface forms of one value ("DUPONT", "Dupont") apart.

    Restoring is exact for any text: a number that stands in `avoid`, or in a text that was masked before, in
    any form that `restore` accepts, is never given; and where a later text holds a number already given, that
    piece of text is masked as well (`[TEXTE_…]`) and comes back as it was.

    `gendered`: a person whom no title announces, and whose first name leaves no doubt, is `[PERSONNE_F_…]` or
    `[PERSONNE_H_…]`, so that the model's French agrees.
    `shift_dates`: dates of birth and other dates are moved by a constant number of days instead ("24 avril 1980°").
    `readable`: names, addresses, numbers and dates are replaced by invented ones, marked ("Léa Morel°"), where
    none of them could be anybody's. Both are exact too: a text that would not come back is given placeholders.
    """

    def __init__(
        self,
        key: bytes,
        avoid: Iterable[str] = (),
        *,
        gendered: bool = True,
        shift_dates: bool = False,
        readable: bool = False,
    ) -> None:
        if not key:
            raise ValueError("a pseudonym key must not be empty")
        self._key = key
        self._gendered = gendered
        self._mapping: dict[str, str] = {}
        self._numbers: dict[tuple[str, str], str] = {}  # (word, value) → number
        self._surfaces: dict[tuple[str, str], dict[str, str]] = {}  # (word, number) → surface → placeholder
        self._written: set[tuple[str, str]] = set()  # stems that stand in texts of the user
        self._persons = Persons()
        self._told: set[Person] = set()
        self._genders: dict[Person, str] = {}
        self._inventions = Inventions(key, only_dates=not readable) if readable or shift_dates else None
        for text in avoid:
            self._written.update(form.name.stem for form in forms(text))
            if self._inventions is not None:
                self._inventions.see(text)

    @property
    def mapping(self) -> Mapping[str, str]:
        """Placeholder → original, live: it grows with each call of `mask`."""
        return MappingProxyType(self._mapping)

    def meet(self, texts: Iterable[tuple[str, Iterable[Span]]]) -> None:
        """Who is named in all of these together, before any is masked: for a document that comes in pieces.

        Without it, a surname alone in one piece is the person whom a later piece gives in full first.
        """
        self._persons.meet(
            (text[span.start : span.end], told_of(text, span.start))
            for text, spans in texts
            for span in merge(spans, len(text))
            if span.label is Label.PERSON
        )

    def mask(self, text: str, spans: Iterable[Span]) -> str:
        """`text` with each span replaced. Spans may come unsorted, overlapping or out of range."""
        return spliced(text, self.changes(text, spans))

    def changes(self, text: str, spans: Iterable[Span]) -> list[Change]:
        """What `mask` does to `text`: (start, end, placeholder), sorted, none overlapping another."""
        wanted = merge(spans, len(text))
        people = self._meet(text, [span for span in wanted if span.label is Label.PERSON])
        if self._inventions is None:
            return self._changes(text, wanted, people, {})
        with self._inventions.trial(text, self._mapping) as trial:
            false = trial.stand_ins(wanted, lambda span: self._genders.get(people[span.start], ""))
            changes = self._changes(text, wanted, people, false)
            if trial.holds(changes):
                return changes
            trial.forget()
            changes = self._changes(text, wanted, people, {})
            if trial.holds(changes):
                return changes
        return [(0, len(text), self._placeholder(ESCAPED, text, None))]

    def _changes(
        self, text: str, wanted: Sequence[Span], people: Mapping[int, Person], false: Mapping[Span, str]
    ) -> list[Change]:
        cuts: list[tuple[int, int, str, Person | None, str | None]] = [
            (span.start, span.end, span.label.placeholder, people.get(span.start), false.get(span))
            for span in wanted
        ]
        for start, end, stem in _literals(text, wanted):
            if stem in self._surfaces:
                cuts.append((start, end, ESCAPED, None, None))
            else:
                self._written.add(stem)
        if self._inventions is not None:
            taken = [(cut[0], cut[1]) for cut in cuts]
            cuts += [(*at, ESCAPED, None, None) for at in self._inventions.literals(text, taken)]
        changes: list[Change] = []
        done = 0
        for start, end, word, person, stand_in in sorted(cuts, key=_place):
            if stand_in is not None:
                changes.append((start, end, stand_in))
                done = end
                continue
            # A backslash before "[" belongs to the tolerated forms: it has to come back with the value.
            while start > done and text[start - 1] == "\\":
                start -= 1
            changes.append((start, end, self._placeholder(word, text[start:end], person)))
            done = end
        return changes

    def _meet(self, text: str, spans: Sequence[Span]) -> dict[int, Person]:
        """Who is named at the start of each span; their gender is told by a title, or by their first name."""
        if not spans:
            return {}
        names = [(text[span.start : span.end], told_of(text, span.start)) for span in spans]
        found = self._persons.meet(names)
        for named in names:
            person, told = found[named], named[1]
            if told and person not in self._genders:
                self._told.add(person)
                self._genders[person] = told if told != COUPLE else ""
        for person in found.values():
            if person not in self._genders and person.spelled:
                self._genders[person] = gender_of(person.spelled, alone=not person.first)
        return {span.start: found[named] for span, named in zip(spans, names, strict=True)}

    def _placeholder(self, word: str, surface: str, person: Person | None) -> str:
        value = person.value if person is not None else _normalised(word, surface)
        number = self._numbers.get((word, value))
        if number is None:
            number = self._numbers[word, value] = self._new_number(word, value)
        surfaces = self._surfaces.setdefault((word, number), {})
        placeholder = surfaces.get(surface)
        if placeholder is None:
            untold = self._gendered and person is not None and person not in self._told
            gender = self._genders.get(person, "") if untold and person is not None else ""
            placeholder = surfaces[surface] = str(Name(word, number, _letters(len(surfaces)), gender))
            self._mapping[placeholder] = surface
        return placeholder

    def _new_number(self, word: str, value: str) -> str:
        return next(
            number
            for number in _candidates(self._key, word, value)
            if (word, number) not in self._surfaces and (word, number) not in self._written
        )


def spliced(text: str, changes: Iterable[Change]) -> str:
    """`text` after sorted changes that don't overlap."""
    pieces: list[str] = []
    done = 0
    for start, end, replacement in changes:
        pieces += (text[done:start], replacement)
        done = end
    pieces.append(text[done:])
    return "".join(pieces)


def _place(cut: tuple[int, int, str, Person | None, str | None]) -> tuple[int, int]:
    return cut[0], cut[1]


def _literals(text: str, spans: Sequence[Span]) -> Iterator[tuple[int, int, tuple[str, str]]]:
    """What the user wrote that reads as a placeholder once the spans are none of the text any more."""
    done = 0
    for start, end in [*((span.start, span.end) for span in spans), (len(text), len(text))]:
        for form in forms(text[done:start]):
            yield done + form.start, done + form.end, form.name.stem
        done = end


def _candidates(key: bytes, word: str, value: str) -> Iterator[str]:
    """Numbers for a value, in the order in which they are tried: 4 digits, then more as they run out."""
    message = f"{word}\0{value}".encode("utf-8", "surrogatepass")
    digits, turn = 4, 0
    while True:
        digest = hmac.digest(key, message + turn.to_bytes(4, "big"), hashlib.sha256)
        for at in range(0, 32, 8):
            number = int.from_bytes(digest[at : at + 8], "big")
            number = 10 ** (digits - 1) + number % (9 * 10 ** (digits - 1))
            if not 1900 <= number < 2100:  # a model may well write "dossier_2024" by itself
                yield str(number)
        turn += 1
        if turn % 2 == 0 and digits < 12:
            digits += 2


def _normalised(word: str, surface: str) -> str:
    """What two surface forms of one value share: no case, no accents, no separators; phones without +33."""
    decomposed = unicodedata.normalize("NFKD", surface).casefold()
    value = "".join(character for character in decomposed if character.isalnum())
    if word == _PHONE:
        value = re.sub(r"^(?:00)?33(?=[1-9][0-9]{8}$)|^(?:00)?330(?=[1-9][0-9]{8}$)", "0", value)
    return value or surface


def _letters(rank: int) -> str:
    """ "" for the first surface form, then b, c … z, then ba, bb …: the letter a is never used alone."""
    letters = ""
    while rank > 0:
        rank, rest = divmod(rank, 26)
        letters = string.ascii_lowercase[rest] + letters
    return letters


_PHONE = Label.PHONE.placeholder


def pseudonymise(
    text: str,
    *,
    key: bytes,
    spans: Iterable[Span] | None = None,
    gendered: bool = True,
    shift_dates: bool = False,
    readable: bool = False,
) -> Masked:
    """One text on its own. `spans` defaults to what `detect` finds; `restore` brings the text back exactly."""
    pseudonyms = Pseudonyms(key, gendered=gendered, shift_dates=shift_dates, readable=readable)
    masked = pseudonyms.mask(text, detect(text) if spans is None else spans)
    return Masked(masked, pseudonyms.mapping)
