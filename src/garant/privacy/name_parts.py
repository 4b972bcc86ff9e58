"""What a name of a person is made of: first names, initials, surname; or one word that may be either."""

import re
from dataclasses import dataclass

from garant.privacy.gazetteer import first_name, fold_word, gazetteer, surname
from garant.privacy.name_words import PARTICLES, TITLES, TWO_INITIALS

# A span that somebody drew around a whole sentence is no name: it is its own person, whatever it says.
_LONGEST = 100
_MOST_WORDS = 8

# By how many levels of frequency the last word must be more of a first name than the first word is: "Dupont Marie".
_REVERSED = 3

# Particles that begin a first name too: "Abdel Kader Benali", "Sidi Mohamed".
_BEFORE_FIRST_NAMES = frozenset({"abd", "abdel", "abou", "abu", "sidi", "el", "al"})

_SAINTS = {"st": "saint", "ste": "sainte"}

_PIECE = re.compile(r"[^\s,;:/()\"]+|,")
_INITIAL = re.compile(r"(\w)\.?(?:-\w\.?)?")


@dataclass(frozen=True, slots=True)
class NameParts:
    """Letters alone, lower case, no accents. `first` is "" where only an initial is given, or nothing."""

    first: str = ""  # all the letters of the first first name: "jeanpierre"
    initial: str = ""
    surname: tuple[str, ...] = ()  # its words, without particles: "de la Tour-Dupin" is ("tour", "dupin")
    alone: tuple[
        str, ...
    ] = ()  # words of one name, of which nobody can tell whether it is the first or the last
    spelled: str = ""  # the first first name, or the lone word, as it was written: "Jean-Pierre"
    last: str = ""  # the initial of a surname after a lone first name: "Kévin M."
    compound: str = ""  # two first names that may be one: "Jean Pierre" is "jeanpierre" as well
    joined: str = (
        ""  # the surname, or the lone word, as some write it in one: "legoff", "ndiaye", "saintmartin"
    )

    @property
    def is_full(self) -> bool:
        return bool(self.surname and (self.first or self.initial))


@dataclass(frozen=True, slots=True)
class _Word:
    spelled: str
    letters: str  # "" for a comma
    is_initial: bool
    after_particle: bool = False
    particles: str = ""  # the letters of those before it

    @property
    def is_capital(self) -> bool:
        return len(self.letters) > 1 and self.spelled.isupper()

    @property
    def parts(self) -> tuple[str, ...]:
        parts = tuple(filter(None, (_letters(part) for part in re.split("[-’']", self.spelled))))
        if len(parts) > 1 and parts[0] in _SAINTS:
            return (_SAINTS[parts[0]], *parts[1:])
        return parts or (self.letters,)

    @property
    def joined(self) -> str:
        return self.particles + "".join(self.parts)


def name_parts(surface: str) -> NameParts | None:
    """None for what is not made like a name."""
    if len(surface) > _LONGEST:
        return None
    words = _words(surface)
    if not words or len(words) > _MOST_WORDS:
        return None
    commas = [at for at, word in enumerate(words) if not word.letters]
    if commas:
        if len(commas) > 1 or not 0 < commas[0] < len(words) - 1:
            return None
        return _named(words[commas[0] + 1 :], words[: commas[0]])
    if len(words) == 1:
        word = words[0]
        if word.is_initial:
            return None
        return NameParts(alone=word.parts, spelled=word.spelled, joined=word.joined)
    if all(word.is_initial for word in words):
        return None
    if len(words) == 2 and words[1].is_initial and _is_first_name(words[0]):
        given, last = words
        return NameParts(alone=given.parts, spelled=given.spelled, last=last.letters[0])
    capitals = [word for word in words if word.is_capital and not word.is_initial]
    others = [word for word in words if word.is_initial or not word.is_capital]
    if capitals and others:
        return _named(others, capitals)
    initials = [word for word in words if word.is_initial]
    if initials:
        return _named(initials, [word for word in words if not word.is_initial])
    return _named(*_ordered(words))


def _words(surface: str) -> list[_Word]:
    words: list[_Word] = []
    pending = particles = ""
    for piece in _PIECE.findall(surface.replace(".", ". ").replace("-. ", "-")):
        if piece == ",":
            words.append(_Word(piece, "", is_initial=False))
            continue
        letters = _letters(piece)
        if not letters or (letters in TITLES and not words):
            continue
        if letters in PARTICLES and len(letters) > 1:
            pending = pending or letters
            particles += _SAINTS.get(letters, letters)
            continue
        after = bool(pending) and pending not in _BEFORE_FIRST_NAMES
        initial = piece in TWO_INITIALS or _INITIAL.fullmatch(piece) is not None
        words.append(_Word(piece.strip(".'’\\"), letters, initial, after, particles))
        particles = ""
    if not words and pending:
        words.append(_Word(pending, pending, is_initial=False))
    return words


def _ordered(words: list[_Word]) -> tuple[list[_Word], list[_Word]]:
    """First names and surname of words that no capitals tell apart."""
    names = gazetteer()
    levels = [(first_name(facts), surname(facts)) for facts in (names.facts(word.letters) for word in words)]
    if words[0].after_particle and levels[-1][0] > levels[-1][1]:  # "Ben Salah Fatma"
        return words[-1:], words[:-1]
    if levels[-1][0] and levels[-1][0] - levels[-1][1] >= levels[0][0] - levels[0][1] + _REVERSED:
        return words[-1:], words[:-1]
    firsts = 1
    while firsts < len(words) - 1 and levels[firsts][0] >= max(1, levels[firsts][1]):
        firsts += 1
    return words[:firsts], words[firsts:]


def _named(firsts: list[_Word], surnames: list[_Word]) -> NameParts | None:
    if not firsts or not surnames:
        return None
    family = tuple(part for word in surnames for part in word.parts)
    joined = "".join(word.joined for word in surnames)
    given = firsts[0]
    if given.is_initial:
        return NameParts("", given.letters[0], family, (), "", joined=joined)
    two = len(firsts) > 1 and not firsts[1].is_initial
    compound = given.letters + firsts[1].letters if two else ""
    return NameParts(
        given.letters, given.letters[0], family, (), given.spelled, compound=compound, joined=joined
    )


def _is_first_name(word: _Word) -> bool:
    facts = gazetteer().facts(word.letters)
    return first_name(facts) > surname(facts)


def _letters(text: str) -> str:
    if text.isascii() and text.isalpha():
        return text.lower()
    return "".join(character for character in fold_word(text) if character.isalnum())
