"""New texts from templates: other names in the same form, the same person the same throughout, and noise.

Everything is drawn from one `random.Random`: the same seed gives the same texts.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from garant.privacy.gazetteer import first_name, gazetteer, surname
from garant.privacy.name_words import OF_PLACES, PARTICLES, STREETS, TITLES
from training.names.people import People
from training.names.templates import PERSONS, PLACES, Kind, Piece, Template

# Stdlib `re` on our own texts.
_NAME = re.compile(r"[A-Za-z]+")
_TITLE_BEFORE = re.compile(
    r"(?:\b(?:m|mme|mlle|mr|dr|me|pr|monsieur|madame|maitre|docteur|famille|consorts|epoux|epouse|veuve|nee|ne|mm|les|la mere|le dossier|le cas)\b\.? ?)$"
)
_KEPT = 0.12  # share of texts that keep the names they were written with
_REGISTERS = ("letter", "chat", "note", "table", "public", "ordinary")
_SHARES = (20, 24, 22, 10, 12, 12)


@dataclass(slots=True)
class _Cast:
    """Who plays whom in one text."""

    people: People
    chance: random.Random
    roles: dict[str, str] = field(default_factory=dict)

    def instead(self, word: str, is_first: bool) -> str:
        lower = word.lower()
        known = self.roles.get(lower)
        if known is None:
            known = self.people.first(self.chance) if is_first else self.people.last(self.chance)
            self.roles[lower] = known
        return known


def instance(template: Template, people: People, chance: random.Random) -> tuple[Piece, ...]:
    """The template with other names, or now and then with its own."""
    if chance.random() < _KEPT:
        return tuple(Piece(p.text) if p.kind is Kind.ACRONYM else p for p in template.pieces)
    cast = _Cast(people, chance)
    pieces: list[Piece] = []
    before = ""
    for piece in template.pieces:
        if piece.kind in PERSONS:
            text = _renamed(piece.text, before, cast)
            before, text = _elided(before, text, pieces, chance)
            piece = Piece(text, piece.kind)
        elif piece.kind is Kind.ACRONYM:
            piece = Piece(_letters(piece.text, chance))
        elif piece.kind in PLACES and chance.random() < 0.4:
            piece = Piece(_renamed_place(piece.text, cast), piece.kind)
        pieces.append(piece)
        before = (before + piece.text)[-24:]
    return tuple(pieces)


def _elided(before: str, name: str, pieces: list[Piece], chance: random.Random) -> tuple[str, str]:
    """ "d'" before a vowel, "de" before the rest, as people write (and now and then don't)."""
    if not pieces or pieces[-1].kind is not Kind.OTHER:
        return before, name
    last = pieces[-1].text
    vowel = name[:1].lower() in "aeiouy"
    if last.lower().endswith(("d'", " d ")) and not vowel:
        pieces[-1] = Piece(last[:-1] + "e ")
    elif last.endswith((" de ", "\nde ")) and vowel and chance.random() < 0.8:
        pieces[-1] = Piece(last[:-2] + "'")
    return before, name


def _renamed(name: str, before: str, cast: _Cast) -> str:
    words = list(_NAME.finditer(name))
    firsts = _firsts([word[0] for word in words], _TITLE_BEFORE.search(before.lower()) is not None)
    text = ""
    at = 0
    for number, word in enumerate(words):
        text += name[at : word.start()]
        at = word.end()
        old = word[0]
        if old.lower() in PARTICLES and len(words) > 1 and number < len(words) - 1:
            text += old
        elif len(old) == 1:
            text += cast.chance.choice("abcdefghijklmnopqrstvwyz").upper() if old.isupper() else old
        elif len(old) == 2 and len(words) == 1 and old.isupper():
            text += "".join(cast.chance.choice("ABCDEFGJLMNPRSTV") for _ in old)
        else:
            text += dressed(cast.instead(old, firsts[number]), old, cast.chance)
    return text + name[at:]


def _firsts(words: list[str], titled: bool) -> list[bool]:
    """Which words are first names: by their capitals, else by what the lists say of either order."""
    facts = [gazetteer().facts(word.lower()) for word in words]
    leaning = [first_name(fact) - surname(fact) for fact in facts]
    upper = [word.isupper() and len(word) > 1 for word in words]
    if len(words) == 1:
        return [not titled and leaning[0] >= -1 and first_name(facts[0]) > 0]
    if any(upper) and not all(upper):
        return [not capitals for capitals in upper]
    if leaning[0] >= leaning[-1]:
        return [
            number == 0 or (number < len(words) - 1 and leaning[number] > 0) for number in range(len(words))
        ]
    return [number == len(words) - 1 or (number > 0 and leaning[number] > 0) for number in range(len(words))]


def dressed(name: str, like: str, chance: random.Random) -> str:
    """The name with the capitals of another."""
    if like.isupper():
        return name.upper()
    if like.islower():
        return name
    parts = re.split(r"([-' ])", name)
    loose = chance.random() < 0.5
    return "".join(
        part
        if loose and part in PARTICLES and number + 1 < len(parts) and len(part) < 4
        else part.capitalize()
        for number, part in enumerate(parts)
    )


def _letters(acronym: str, chance: random.Random) -> str:
    """Another acronym, or the same."""
    if chance.random() < 0.5:
        return acronym
    size = 1 if len(acronym) == 1 else chance.choice((2, 3, 3, 4, 4, 5, 6, 7))
    letters = "".join(chance.choice("AAABCDDEEEFGHIIJLMNOOPPRRSSTTUUV") for _ in range(size))
    return letters.lower() if acronym.islower() else letters


def _renamed_place(text: str, cast: _Cast) -> str:
    """A street or a school under somebody else's name."""
    lists = gazetteer()

    def other(word: re.Match[str]) -> str:
        lower = word[0].lower()
        facts = lists.facts(lower)
        if (
            lists.is_common(lower)
            or lower in OF_PLACES
            or lower in STREETS
            or lower in TITLES
            or lower in PARTICLES
        ):
            return word[0]
        if not (first_name(facts) > 3 or surname(facts) > 3):
            return word[0]
        return dressed(cast.instead(word[0], first_name(facts) > surname(facts)), word[0], cast.chance)

    return _NAME.sub(other, text)


def composed(sentences: dict[str, list[tuple[Piece, ...]]], chance: random.Random) -> Template:
    """A text put together from sentences of one register, and of ordinary ones."""
    register = chance.choices(_REGISTERS, _SHARES)[0]
    pieces: list[Piece] = []
    joint = chance.choices(("\n", " ", "\n\n"), (55, 35, 10))[0]
    for _ in range(chance.choice((1, 1, 2, 3, 4, 6, 9))):
        draw = chance.random()
        source = register if draw < 0.52 else "ordinary" if draw < 0.76 else chance.choice(_REGISTERS)
        if pieces:
            pieces.append(Piece(joint))
        pieces += chance.choice(sentences[source])
    return Template("", "phrases", tuple(pieces))


def excerpt(template: Template, chance: random.Random) -> Template:
    """Some lines of a text on their own: what a model must not need is the rest of the letter."""
    pieces: list[Piece] = []
    for piece in template.pieces:
        pieces += (Piece(part, piece.kind) for part in re.split(r"(\n)", piece.text) if part)
    breaks = [number for number, piece in enumerate(pieces) if piece.text == "\n"]
    if len(breaks) < 4:
        return template
    first, last = sorted(chance.sample(range(len(breaks)), 2))
    kept = pieces[breaks[first] + 1 : breaks[last]]
    return Template(template.id, template.hand, tuple(kept)) if kept else template


def noisy(pieces: Sequence[Piece], chance: random.Random) -> tuple[Piece, ...]:
    """As people, machines and scanners write; about half of all texts are left as they are."""
    draw = chance.random()
    if draw < 0.50:
        return tuple(pieces)
    if draw < 0.66:
        return careless(pieces, chance)
    if draw < 0.73:
        return tuple(Piece(piece.text.upper(), piece.kind) for piece in pieces)
    if draw < 0.78:
        return tuple(Piece(p.text.lower() if p.kind is Kind.PERSON else p.text, p.kind) for p in pieces)
    if draw < 0.82:
        return tuple(
            Piece(p.text.upper() if p.kind in {Kind.PERSON, Kind.PUBLIC} else p.text, p.kind) for p in pieces
        )
    if draw < 0.88:
        return typed(pieces, chance)
    if draw < 0.95:
        return misread(pieces, chance)
    return tuple(Piece(piece.text.replace("\n", " "), piece.kind) for piece in pieces)


def careless(pieces: Sequence[Piece], chance: random.Random) -> tuple[Piece, ...]:
    """No capitals, perhaps no apostrophes, commas or points, some typing errors."""
    quotes = chance.choice(("'", " ", ""))
    points = chance.random() < 0.5
    typos = chance.choice((0.0, 0.0, 0.03))
    found = []
    for piece in pieces:
        text = piece.text.lower()
        if piece.kind is Kind.OTHER:
            text = text.replace("'", quotes)
            if points:
                text = re.sub(r"[.,](?= |\n|$)", "", text)
        found.append(Piece(_with_typos(text, chance, typos) if typos else text, piece.kind))
    return tuple(found)


def typed(pieces: Sequence[Piece], chance: random.Random) -> tuple[Piece, ...]:
    """In a hurry."""
    return tuple(Piece(_with_typos(piece.text, chance, 0.04), piece.kind) for piece in pieces)


def misread(pieces: Sequence[Piece], chance: random.Random) -> tuple[Piece, ...]:
    """By a scanner."""
    return tuple(Piece(_misread_text(piece.text, chance), piece.kind) for piece in pieces)


def _with_typos(text: str, chance: random.Random, share: float) -> str:
    """`share` of the words lose, double or swap a letter."""

    def other(word: re.Match[str]) -> str:
        letters = word[0]
        if len(letters) < 4 or chance.random() > share:
            return letters
        at = chance.randrange(1, len(letters) - 1)
        return chance.choice(
            (
                letters[:at] + letters[at + 1 :],
                letters[:at] + letters[at] + letters[at:],
                letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :],
            )
        )

    return _NAME.sub(other, text)


_MISREAD = {
    "l": "1i",
    "o": "0",
    "O": "0",
    "I": "1l",
    "e": "c",
    "n": "u",
    "u": "n",
    "m": "nn",
    "i": "l1",
    "B": "8",
    "S": "5",
    "c": "e",
    "h": "li",
}


def _misread_text(text: str, chance: random.Random) -> str:
    """Letters taken for others, blanks lost and added, lines broken."""
    letters = []
    for letter in text:
        draw = chance.random()
        if draw < 0.012 and letter in _MISREAD:
            letters.append(chance.choice(_MISREAD[letter]))
        elif draw < 0.018 and letter == " ":
            letters.append(chance.choice(("\n", "  ", "")))
        else:
            letters.append(letter)
    return "".join(letters)
