"""Who is who: the forms of a name that are one person's, as far as the texts tell.

"Mme Karima BENALI", "K. Benali", "Mme Benali", "karima" are one person where only one Benali and one Karima are
spoken of. Texts are met in order, each as a whole; what was said of earlier texts is never taken back, so that
the pseudonyms of a conversation stay as it goes on.

- A first name with a surname: the person with both. Someone known so far by one of them alone, or by an
  initial, is that person where nobody else can be.
- An initial with a surname, a surname or a first name alone: the only person that it fits. Where it fits two, it
  is nobody's: a person of its own, so that two people are never made one.
- "Mme Martin" is not Paul Martin, nor "M. Martin"; a couple ("M. et Mme Martin") is neither of the two. Where a
  first name leaves no doubt, it is believed before the title.
"""

from collections import defaultdict
from collections.abc import Iterable
from enum import Enum

from garant.privacy.gender import gender_of
from garant.privacy.name_parts import NameParts, name_parts

Named = tuple[str, str]  # a surface form, and the gender that the words before it tell (`gender.told_of`)


class Person:
    """Somebody, by identity. `value` is what their number derives from; it is no other person's."""

    __slots__ = ("alone", "first", "gender", "initial", "last", "spelled", "value")

    def __init__(self, value: str, parts: NameParts | None) -> None:
        self.value = value
        self.gender = ""  # as a title or the first name tells it
        self.spelled = parts.spelled if parts is not None else ""  # the first name, or the lone word
        self.first = parts.first if parts is not None else ""
        self.initial = parts.initial if parts is not None else ""
        self.alone = "".join(parts.alone) if parts is not None else ""  # the word they were first known by
        self.last = ""  # the initial of the surname


class Persons:
    """Everybody that the texts of a request name. Each step costs what a few look-ups do, however many there are."""

    def __init__(self) -> None:
        self._values: set[str] = set()
        self._opaque: dict[Named, Person] = {}  # what is not made like a name, and what fits several people
        self._amid: dict[Named, Person] = {}  # in full, among several people whom that may be as well
        self._by_word: defaultdict[str, set[Person]] = defaultdict(set)
        self._by_pair: defaultdict[tuple[str, str], set[Person]] = defaultdict(
            set
        )  # first name, word of the surname
        self._by_initial: defaultdict[tuple[str, str], set[Person]] = defaultdict(set)

    def meet(self, names: Iterable[Named]) -> dict[Named, Person]:
        """Who each surface form of one text names."""
        parts = {named: name_parts(named[0]) for named in dict.fromkeys(names)}
        known = {(each, told) for (_, told), each in parts.items() if each is not None}
        firsts: defaultdict[str, set[str]] = defaultdict(set)  # of whom this text gives in full, by surname
        surnames: defaultdict[str, set[str]] = defaultdict(set)
        for each, _ in known:
            if each.first:
                surnames[each.first].add(each.surname[-1])
                for word in each.surname:
                    firsts[word].add(each.first)
        # What tells most first, then in the order of the text.
        found: dict[tuple[NameParts, str], Person] = {}
        ordered = ((each, told) for (_, told), each in parts.items() if each is not None)
        for each, told in sorted(ordered, key=_vagueness):
            if (each, told) in found:
                continue
            if each.first:
                found[each, told] = self._in_full(each, told, firsts, surnames)
            elif each.initial:
                found[each, told] = self._by_its_initial(each, told)
            else:
                found[each, told] = self._alone(each, told)
        return {
            (surface, told): self._opaque_person(_bare(surface), "") if each is None else found[each, told]
            for (surface, told), each in parts.items()
        }

    def _in_full(
        self, parts: NameParts, told: str, firsts: dict[str, set[str]], surnames: dict[str, set[str]]
    ) -> Person:
        # After a title, "Benali" in "Mme Benali Durand" is rather the first of two surnames.
        gender = gender_of(parts.spelled, alone=bool(told)) or told
        same = _only((self._by_pair[parts.compound, word] for word in parts.surname), gender)
        if not parts.compound or same is None:
            same = _only((self._by_pair[parts.first, word] for word in parts.surname), gender)
        if same is None:
            same = _only([self._by_pair[parts.first, parts.joined]], gender)
        if isinstance(same, Person):
            return self._learn(same, parts, gender)
        if same is _SEVERAL:  # "Anne Petit-Roux" where there are an Anne Petit and an Anne Roux
            name = " ".join((parts.first, *parts.surname))
            person = self._amid.get((name, told))
            if person is None:
                person = self._amid[name, told] = self._new(parts, name, gender)
            return person
        only = all(firsts[word] == {parts.first} for word in parts.surname)
        bearer = _only((self._by_word[word] for word in parts.surname), gender)
        if bearer is None:
            bearer = _only([self._by_word[parts.joined]], gender)
        if only and isinstance(bearer, Person) and not bearer.first and bearer.initial in ("", parts.initial):
            return self._learn(bearer, parts, gender)
        if bearer is None and len(surnames[parts.first]) == 1:
            lone = _only([self._by_word[parts.first]], gender, parts.surname[0][0])
            if isinstance(lone, Person) and not lone.first and lone.alone == parts.first:
                return self._learn(lone, parts, gender)
        value = " ".join(parts.surname) if only else " ".join((parts.first, *parts.surname))
        return self._new(parts, value, gender)

    def _by_its_initial(self, parts: NameParts, told: str) -> Person:
        fitting = _only((self._by_initial[parts.initial, word] for word in parts.surname), told)
        if fitting is None:
            fitting = _only([self._by_initial[parts.initial, parts.joined]], told)
        if fitting is None:
            fitting = _only((self._by_word[word] for word in parts.surname), told)
            if fitting is None:
                fitting = _only([self._by_word[parts.joined]], told)
            if isinstance(fitting, Person) and fitting.initial:
                fitting = None  # another initial
        if isinstance(fitting, Person):
            return self._learn(fitting, parts, told)
        if fitting is _SEVERAL:
            return self._opaque_person(" ".join((parts.initial, *parts.surname)), told)
        return self._new(parts, " ".join(parts.surname), told)

    def _alone(self, parts: NameParts, told: str) -> Person:
        bearers = sorted((self._by_word[word] for word in parts.alone), key=len)
        if len(bearers) > 1:
            fewest, *others = bearers
            few = len(fewest) <= _FEW
            both = {each for each in fewest if all(each in other for other in others)} if few else fewest
            # "Jean-Pierre" is a first name of two words
            bearers = [both or self._by_word["".join(parts.alone)]]
        fitting = _only(bearers, told, parts.last)
        if fitting is None and parts.joined:
            fitting = _only([self._by_word[parts.joined]], told, parts.last)
        if isinstance(fitting, Person):
            fitting.gender = fitting.gender or told
            fitting.last = fitting.last or parts.last
            return fitting
        value = " ".join(filter(None, (*parts.alone, parts.last)))
        if fitting is _SEVERAL:
            return self._opaque_person(value, told)
        return self._new(parts, value, told)

    def _new(self, parts: NameParts, value: str, gender: str) -> Person:
        return self._learn(Person(self._free(value, parts), parts), parts, gender)

    def _learn(self, person: Person, parts: NameParts, gender: str) -> Person:
        person.gender = person.gender or gender
        person.first = person.first or parts.first
        person.initial = person.initial or parts.initial
        person.last = person.last or parts.last or (parts.surname[0][0] if parts.surname else "")
        if parts.first:
            person.spelled = parts.spelled
        names = (parts.first, parts.compound, "".join(parts.alone), parts.joined)
        for word in (*parts.surname, *parts.alone, *filter(None, names)):
            self._by_word[word].add(person)
        for word in (*parts.surname, parts.joined) if parts.surname else ():
            if person.initial:
                self._by_initial[person.initial, word].add(person)
            for first in filter(None, (person.first, parts.compound)):
                self._by_pair[first, word].add(person)
        return person

    def _opaque_person(self, value: str, told: str) -> Person:
        person = self._opaque.get((value, told))
        if person is None:
            person = self._opaque[value, told] = Person(self._free(value, None), None)
        return person

    def _free(self, value: str, parts: NameParts | None) -> str:
        """A value that nobody has: the one asked for, else with the first name, else with a rank."""
        if value in self._values and parts is not None and parts.is_full:
            value = " ".join((parts.first or parts.initial, *parts.surname))
        free, rank = value, 1
        while free in self._values:
            rank += 1
            free = f"{value} {rank}"
        self._values.add(free)
        return free


class _Several(Enum):
    """Not the person, but people."""

    SEVERAL = "several"


_SEVERAL = _Several.SEVERAL
_FEW = 50  # people among whom it is worth looking for the one who fits


def _only(sets: Iterable[set[Person]], gender: str, last: str = "") -> Person | _Several | None:
    """The only person in all these sets together who may have this gender and initial; None for nobody.

    Never looks through a large set.
    """
    found: Person | None = None
    for people in sets:
        if len(people) > (_FEW if gender or last else 1):
            return _SEVERAL
        for person in people:
            if _differ(person.gender, gender) or _differ(person.last, last):
                continue
            if found is not None and person is not found:
                return _SEVERAL
            found = person
    return found


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and one != other


def _vagueness(named: tuple[NameParts, str]) -> tuple[int, bool]:
    parts, told = named
    return 0 if parts.first else (1 if parts.initial or parts.last else 2), not told


def _bare(surface: str) -> str:
    """What two writings of what is not made like a name share."""
    letters = "".join(character for character in surface.casefold() if character.isalnum())
    return letters or surface
