"""Whether a first name is a woman's or a man's, where the births in France leave no doubt.

A model that reads `[PERSONNE_4127]` alone agrees with the noun "personne", in the feminine, or guesses. Where a
title stands beside the name ("Mme [PERSONNE_4127]") it tells; where none does, the first name may.
"""

import re
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import marisa_trie

from garant.privacy.gazetteer import first_name, fold_word, gazetteer, surname

WOMEN = "women.marisa"
MEN = "men.marisa"
SURE = 0.98  # of the births with this first name
FEWEST_BIRTHS = 100

FEMININE = "F"
MASCULINE = "H"
COUPLE = "C"  # "M. et Mme Martin": neither of the two

# Words right before a name that tell the gender to whoever reads them, and so to the model. Folded.
_TELLING = {
    word: gender
    for gender, words in (
        (
            FEMININE,
            """mme mmes madame mesdames mlle mlles mademoiselle mere fille soeur epouse grand-mere tante niece cousine
            veuve belle-mere maman directrice conseillere voisine animatrice educatrice infirmiere assistante agente
            soussignee""",
        ),
        (
            MASCULINE,
            """m mr monsieur messieurs mm pere fils frere epoux grand-pere oncle neveu cousin compagnon veuf beau-pere
            papa directeur conseiller voisin animateur educateur infirmier assistant soussigne""",
        ),
    )
    for word in words.split()
}
_WINDOW = 30
_BETWEEN = " \t\u00a0\u202f"  # "sa mère, Karima", "Mme. Benali"
_SPACES = _BETWEEN + "\n"
_LINKS = {"et": COUPLE, "&": COUPLE, "ou": "", "/": "", ",": ""}
_SIGNS = frozenset("&/,")
_TITLES = {"mme": FEMININE, "madame": FEMININE, "m": MASCULINE, "mr": MASCULINE, "monsieur": MASCULINE}


class FirstNames:
    """Loaded at first use (mapped from the files), shared by all threads, never changed."""

    def __init__(self, women: Any, men: Any) -> None:
        self._women = women
        self._men = men

    def gender(self, first_name: str) -> str:
        """ "F", "H", or "" where it is not sure. A compound that is not known has the gender of its parts, if one."""
        found = self._of(letters_of(first_name))
        if not found and "-" in first_name:
            parts = {self._of(letters_of(part)) for part in first_name.split("-")}
            found = parts.pop() if len(parts) == 1 else ""
        return found

    def _of(self, letters: str) -> str:
        if letters in self._women:
            return FEMININE
        return MASCULINE if letters in self._men else ""


@cache
def first_names() -> FirstNames:
    folder = files("garant.privacy.data_gender")
    tries = []
    for name in (WOMEN, MEN):
        trie = marisa_trie.Trie()
        with as_file(folder / name) as path:
            trie.mmap(str(path))
        tries.append(trie)
    return FirstNames(*tries)


def gender_of(name: str, *, alone: bool) -> str:
    """That of a person with this first name. A word that stands alone may be a surname: then it tells nothing."""
    if alone and not is_compound(name):
        parts = [gazetteer().facts(letters_of(part)) for part in name.split("-")]
        if all(facts and surname(facts) >= first_name(facts) for facts in parts):
            return ""
    return first_names().gender(name)


def is_compound(name: str) -> bool:
    """Whether births bear this whole name: "Jean-Pierre", whose words are surnames as well, not "Martin-Bernard"."""
    return "-" in name and bool(first_names().gender(letters_of(name)))


def told_before(text: str, start: int) -> str:
    """The gender that the word before `text[start:]` tells of who is named there: "F", "H" or ""."""
    return _TELLING.get(_last_word(text[max(0, start - _WINDOW) : start])[1], "")


def told_of(text: str, start: int) -> str:
    """The same with the title before it: "C" for the couple "M. et Mme Martin", "" for one of two, "M./Mme Martin"."""
    before, word = _last_word(text[max(0, start - _WINDOW) : start])
    told = _TELLING.get(word, "")
    if told and word in _TITLES:
        before = before.rstrip(_SPACES)
        link = before[-1:]
        before, link = (before[:-1], link) if link in _SIGNS else _last_word(before)
        if link in _LINKS and _TITLES.get(_last_word(before)[1], told) != told:
            return _LINKS[link]
    return told


def _last_word(text: str) -> tuple[str, str]:
    """What stands before the last word, and that word, folded."""
    text = text.rstrip(_BETWEEN).rstrip(".,:")
    start = max(text.rfind(mark) for mark in " '’(/\n\t\u00a0\u202f") + 1
    word = text[start:]
    return text[:start], word.lower() if word.isascii() else fold_word(word)


def letters_of(name: str) -> str:
    """The letters of a name alone, lower case, no accents: "Jean-Noël" is "jeannoel"."""
    if name.isascii() and name.isalpha():
        return name.lower()
    return "".join(re.findall("[a-z]+", fold_word(name)))
