"""Inventing: what stands for a value in a text that must read as before, and is nobody's.

Names word by word: "Karima" is "Léa" and "Benali" is "Morel" wherever they stand in a conversation, in any order, as
capitals or an initial; so families stay families, and a text reads on. Nothing invented stands in a text that was
seen, nor twice. What can't be invented safely (a file number could be anybody's) has no false value.
"""

import hashlib
import hmac
import re
from collections.abc import Iterator
from functools import cache

from garant.privacy.dates_shifted import DateShift
from garant.privacy.false_numbers import false_number, invented
from garant.privacy.false_values import MARK, FalseValues, false_value
from garant.privacy.gazetteer import first_name, fold_word, gazetteer, surname
from garant.privacy.gender import FEMININE, MASCULINE, first_names, is_compound
from garant.privacy.labels import Label
from garant.privacy.name_parts import NameParts, name_parts
from garant.privacy.name_words import PARTICLES, TITLES, WAYS

DATES = frozenset({Label.DATE_BIRTH, Label.DATE})

_WORD = re.compile(r"[^\W_]+")
_ONLY_LETTERS = re.compile(r"[^\W\d_]+")
_ELIDED = re.compile(r"\b[dlo](?=['’]\w)", re.IGNORECASE)
_POSTCODE = re.compile(r"\b\d{2}[ ]?\d{3}\b", re.ASCII)
_HOUSE = re.compile(r"\b\d{1,4}(?:[ ]?(?:bis|ter|quater))?\b", re.ASCII | re.IGNORECASE)
_TRIES = 60


class Inventor:
    """The false values of one request. `see` every text before anything of it is invented for."""

    def __init__(self, key: bytes, *, only_dates: bool = False) -> None:
        self._key = key
        self._only_dates = only_dates
        self._shift = DateShift(key)
        self._words: set[str] = set()  # of the texts, folded
        self._joined: list[str] = []  # letters and digits of the texts
        self._marked: list[str] = []  # texts that hold the mark already
        self._names: dict[tuple[str, str], str] = {}  # (kind, folded word) → false word
        self._initials: dict[str, str] = {}  # letter → false letter
        self._given: set[str] = set()  # everything invented, folded and joined
        self._numbers: dict[tuple[Label, str], str] = {}

    def see(self, text: str) -> None:
        words = [fold_word(word) for word in _WORD.findall(text)]
        if not self._only_dates:
            self._words.update(words)
            self._joined.append("".join(words))
        if MARK in text:
            self._marked.append(text)

    def false(self, label: Label, surface: str, gender: str) -> str | None:
        """What stands for `surface`, without its mark; None where the placeholder must."""
        if label in DATES:
            return self._date(surface)
        if self._only_dates:
            return None
        if label is Label.PERSON:
            return self._name(surface, gender)
        if label is Label.ADDRESS:
            return self._address(surface)
        if label is Label.EMAIL:
            return self._mail(surface)
        return self._number(label, surface)

    # ------------------------------------------------------------ dates

    def _date(self, surface: str) -> str | None:
        moved = self._shift.moved(surface)
        value = false_value(moved + MARK) if moved is not None else None
        if value is None:
            return None
        finder = FalseValues()
        finder.add(value)
        return None if any(any(finder.find(text)) for text in self._marked) else moved

    # ------------------------------------------------------------ names

    def _name(self, surface: str, gender: str) -> str | None:
        parts = name_parts(surface)
        if parts is None or any(map(str.isdigit, surface)):
            return None
        pieces: list[str] = []
        done = 0
        for word in _ONLY_LETTERS.finditer(surface):
            if _ELIDED.match(surface, word.start()):  # "d'Angelo", "O'Connor": a particle
                continue
            false = self._name_word(word[0], parts, gender, is_first=not pieces)
            if false is None:
                return None
            pieces += (surface[done : word.start()], false)
            done = word.end()
        false = "".join((*pieces, surface[done:]))
        return false if false != surface else None

    def _name_word(self, word: str, parts: NameParts, gender: str, *, is_first: bool) -> str | None:
        folded = fold_word(word)
        if is_first and folded in TITLES and folded not in (*parts.alone, parts.initial):
            return word
        if len(folded) == 1:
            return _as_cased(self._initial(folded), word)
        if folded not in parts.alone and folded in PARTICLES:
            return word
        if folded in parts.alone:
            facts = gazetteer().facts(folded)
            is_given = first_name(facts) > surname(facts) or is_compound(parts.spelled)
            kind = "first" if is_given else "surname"
            kind = "surname" if ("surname", folded) in self._names else kind
            kind = "first" if ("first", folded) in self._names else kind
        else:
            kind = "surname" if folded in parts.surname else "first"
        false = self._names.get((kind, folded))
        if false is None:
            false = self._new_name(kind, folded, first_names().gender(word) or gender)
            if false is None:
                return None
            self._names[kind, folded] = false
        return _as_cased(false, word)

    def _new_name(self, kind: str, folded: str, gender: str) -> str | None:
        data = invented()["names"]
        if kind == "surname":
            names = data["surnames"]
        else:
            if not gender:
                gender = (FEMININE, MASCULINE)[self._digest("gender", folded)[0] & 1]
            names = data["women" if gender == FEMININE else "men"]
        start = int.from_bytes(self._digest(kind, folded)[:4], "big") % len(names)
        ordered = [*names[start:], *names[:start]]
        if kind == "first":  # "K." and "Karima" then have one initial
            initial = self._initial(folded[0])
            ordered.sort(key=lambda name: fold_word(name)[0] != initial)
        for name in ordered:
            if fold_word(name) not in self._given and fold_word(name) not in self._words:
                self._given.add(fold_word(name))
                return str(name)
        return None

    def _initial(self, letter: str) -> str:
        """No two letters share one while any is left: "L. Morel" is one person's."""
        false = self._initials.get(letter)
        if false is None:
            initials = _initials()
            start = self._digest("initial", letter)[0] % len(initials)
            ordered = initials[start:] + initials[:start]
            free = (each for each in ordered if each not in self._initials.values())
            false = self._initials[letter] = next(free, ordered[0])
        return false

    # ------------------------------------------------------------ addresses and mail

    def _address(self, surface: str) -> str | None:
        """A street with its number, a town with its postcode, or both: as many as there were."""
        known = self._numbers.get((Label.ADDRESS, _joined(surface)))
        if known is not None:
            return known
        data = invented()["addresses"]
        folded = [fold_word(word) for word in _WORD.findall(surface)]
        way = next((word for word in folded if word in WAYS), None)
        postcode = _POSTCODE.search(surface)
        house = _HOUSE.match(surface)
        for draw in self._draws(Label.ADDRESS, _joined(surface)):
            parts: list[str] = []
            if way is not None or postcode is None:
                nouns, adjectives = data["nouns"], data["adjectives"]
                noun, adjective = nouns[draw[0] % len(nouns)], adjectives[draw[1] % len(adjectives)]
                if way is None:
                    parts.append(f"lieu-dit Les {noun} {adjective}")
                else:
                    written = way if way in data["ways"] else data["ways"][draw[2] % len(data["ways"])]
                    number = f"{1 + draw[3] % 89} " if house is not None else ""
                    parts.append(f"{number}{written} des {noun} {adjective}")
            if postcode is not None:
                town = data["towns"][draw[4] % len(data["towns"])]
                parts.append(f"{data['department']}{draw[5] % 10}{draw[6] % 10}0 {town}")
            false = ", ".join(parts)
            if self._is_free(_joined(false)):
                self._given.add(_joined(false))
                self._numbers[Label.ADDRESS, _joined(surface)] = false
                return false
        return None

    def _mail(self, surface: str) -> str | None:
        known = self._numbers.get((Label.EMAIL, _joined(surface)))
        if known is not None:
            return known
        data = invented()
        for draw in self._draws(Label.EMAIL, _joined(surface)):
            given = data["names"]["women" if draw[0] & 1 else "men"]
            family = data["names"]["surnames"]
            local = f"{given[draw[1] % len(given)]}.{family[draw[2] % len(family)]}{draw[3] % 90 + 10}"
            false = f"{fold_word(local)}@{data['internet']['mail_domain']}"
            if self._is_free(_joined(false)):
                self._given.add(_joined(false))
                self._numbers[Label.EMAIL, _joined(surface)] = false
                return false
        return None

    # ------------------------------------------------------------ numbers

    def _number(self, label: Label, surface: str) -> str | None:
        value = _joined(surface)
        if label is Label.PHONE:
            value = value[-9:]  # with and without the country
        known = self._numbers.get((label, value))
        if known is not None:
            return false_number(label, surface, _drawing(known))
        for draw in self._draws(label, value):
            digits = "".join(f"{byte:03}"[-1] for byte in draw)
            false = false_number(label, surface, _drawing(digits))
            if false is None:
                return None
            if self._is_free(_joined(false)):
                self._given.add(_joined(false))
                self._numbers[label, value] = digits
                return false
        return None

    # ------------------------------------------------------------ chance, and what is taken

    def _is_free(self, joined: str) -> bool:
        return joined not in self._given and not any(joined in text for text in self._joined)

    def _draws(self, label: Label, value: str) -> Iterator[bytes]:
        for turn in range(_TRIES):
            yield self._digest(label, f"{value}\0{turn}")

    def _digest(self, purpose: str, value: str) -> bytes:
        message = f"readable\0{purpose}\0{value}".encode("utf-8", "surrogatepass")
        return hmac.digest(self._key, message, hashlib.sha256)


def _drawing(digits: str) -> "_Drawing":
    return _Drawing(digits)


class _Drawing:
    """Digits from one draw, one after the other."""

    def __init__(self, digits: str) -> None:
        self._digits = digits
        self._at = 0

    def __call__(self, count: int) -> str:
        taken = "".join(self._digits[(self._at + step) % len(self._digits)] for step in range(count))
        self._at += count
        return taken


@cache
def _initials() -> str:
    """Letters with which several first names of both lists begin; not "M.", which is Monsieur."""
    names = invented()["names"]
    counted = [[fold_word(name)[0] for name in names[kind]] for kind in ("women", "men")]
    return "".join(
        letter for letter in "abcdefghijklnopqrstuvwxyz" if all(each.count(letter) > 1 for each in counted)
    )


def _as_cased(false: str, word: str) -> str:
    if word.isupper():
        return false.upper()
    return false.lower() if word.islower() else false[0].upper() + false[1:]


def _joined(text: str) -> str:
    return "".join(fold_word(word) for word in _WORD.findall(text))
