"""Names to write into templates: known ones at a flattened frequency, foreign and overseas ones, made-up ones."""

import importlib
import random
import tomllib
from collections import defaultdict
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import marisa_trie

from garant.privacy.gazetteer import first_name, fold_word, gazetteer, is_commune, surname
from garant.privacy.name_words import NOBODY, TITLES

ORIGINS = Path(__file__).with_name("origins.toml")
_LOCALES = (
    "tr_TR", "pl_PL", "pt_PT", "ro_RO", "cs_CZ", "hu_HU", "hr_HR", "nl_NL", "de_DE", "es_ES", "it_IT", "yo_NG", "ha_NG",
    "ig_NG", "zu_ZA", "tw_GH", "id_ID", "vi_VN", "az_AZ", "en_IN", "lv_LV", "lt_LT", "sl_SI", "fr_BE", "ar_DZ", "fr_DZ",
    "sq_AL", "sv_SE", "fi_FI", "et_EE", "sk_SK", "en_GB", "fr_CH", "en_KE", "sw", "ga_IE", "uz_UZ",
)  # fmt: skip


def _plain(name: str) -> str:
    """Folded, lower case; empty where something other than letters, hyphens, quotes and blanks stands in it."""
    folded = fold_word(name.replace("ı", "i").replace("ł", "l").replace("đ", "d").replace("ø", "o"))
    folded = folded.replace("’", "'").replace("`", "'")
    return (
        folded
        if folded.isascii() and folded.replace("-", "").replace("'", "").replace(" ", "").isalpha()
        else ""
    )


class Maker:
    """Makes names up that sound like those it has read: the next letter by the two before."""

    def __init__(self, names: list[str]) -> None:
        following: defaultdict[str, list[str]] = defaultdict(list)
        for name in names:
            letters = f"^^{name}$"
            for at in range(len(letters) - 2):
                following[letters[at : at + 2]].append(letters[at + 2])
        self._following = dict(following)

    def make(self, chance: random.Random) -> str:
        while True:
            letters = "^^"
            while len(letters) < 16 and not letters.endswith("$"):
                letters += chance.choice(self._following[letters[-2:]])
            name = letters[2:].rstrip("$").strip("-' ")
            if 3 <= len(name) <= 13 and not gazetteer().is_common(name):
                return name


class People:
    """Where names are drawn from. The same seed draws the same names."""

    def __init__(self) -> None:
        lists = gazetteer()
        self._first: list[list[str]] = [[] for _ in range(8)]
        self._last: list[list[str]] = [[] for _ in range(8)]
        self._word_first: list[str] = []
        self._word_last: list[str] = []
        self._town_last: list[str] = []
        trie = marisa_trie.Trie()
        with as_file(files("garant.privacy.data") / "names.marisa") as path:
            trie.load(str(path))
        for name in sorted(trie.keys()):
            facts = lists.facts(name)
            first, last = first_name(facts), surname(facts)
            if " " in name or len(name) < 3 or name in NOBODY or name in TITLES:
                continue
            common = lists.is_common(name)
            if first >= 2 and not common:
                self._first[first].append(name)
            if last >= 2 and not common and (last >= 3 or first < 5):
                self._last[last].append(name)
            if common and first >= 5:
                self._word_first.append(name)
            if common and last >= 4:
                self._word_last.append(name)
            if is_commune(facts) and last >= 3 and not common:
                self._town_last.append(name)
        origins = tomllib.loads(ORIGINS.read_text(encoding="utf-8"))
        self._origins = []
        for origin, lists_of in origins.items():
            # A particle goes with the word after it: "Le Goff", "da Silva".
            firsts = [plain for name in lists_of["first"].split() if (plain := _plain(name))]
            lasts = [plain for name in _joined(lists_of["last"].split()) if (plain := _plain(name))]
            if origin == "nicknames":
                self._nicknames = firsts
            else:
                self._origins.append((firsts, lasts, Maker(firsts), Maker(lasts)))
        self._french_last = Maker([name for level in self._last[4:] for name in level[:4000]])
        self._french_first = Maker([name for level in self._first[4:] for name in level])
        self._faker = [pair for locale in _LOCALES if (pair := _faker(locale))[0]]
        if not self._faker:  # the tests do without the package; what ships was trained with it
            self._faker = [(firsts, lasts) for firsts, lasts, _, _ in self._origins]

    def first(self, chance: random.Random) -> str:
        draw = chance.random()
        if draw < 0.42:
            return chance.choice(self._first[chance.choice((2, 3, 4, 5, 5, 6, 6, 7, 7, 7))])
        if draw < 0.52:
            return chance.choice(self._word_first)
        if draw < 0.72:
            return chance.choice(chance.choice(self._origins)[0])
        if draw < 0.79:
            return chance.choice(chance.choice(self._faker)[0])
        if draw < 0.84:
            return chance.choice(self._origins)[2].make(chance)
        if draw < 0.86:
            return self._french_first.make(chance)
        if draw < 0.89:
            return chance.choice(self._nicknames)
        head = chance.choice(("jean", "marie", "anne", "pierre", chance.choice(self._first[7])))
        return head + chance.choice("--- ") + chance.choice(self._first[chance.choice((6, 7))])

    def last(self, chance: random.Random) -> str:
        draw = chance.random()
        if draw < 0.36:
            return chance.choice(self._last[chance.choice((2, 2, 3, 4, 5, 6, 7))])
        if draw < 0.44:
            return chance.choice(self._word_last)
        if draw < 0.47:
            return chance.choice(self._town_last)
        if draw < 0.70:
            return chance.choice(chance.choice(self._origins)[1])
        if draw < 0.78:
            return chance.choice(chance.choice(self._faker)[1])
        if draw < 0.86:
            return chance.choice(self._origins)[3].make(chance)
        if draw < 0.91:
            return self._french_last.make(chance)
        if draw < 0.96:
            particle = chance.choice(
                (
                    "de ",
                    "de la ",
                    "du ",
                    "d'",
                    "le ",
                    "la ",
                    "ben ",
                    "el ",
                    "al-",
                    "van ",
                    "von ",
                    "da ",
                    "dos ",
                    "n'",
                    "o'",
                    "ait-",
                    "saint-",
                    "di ",
                )
            )
            name = chance.choice(self._last[chance.choice((3, 4, 5, 6))])
            if particle in {"d'", "n'", "o'"} and name[0] not in "aeiouh" and particle == "d'":
                particle = "de "
            return particle + name
        return (
            chance.choice(self._last[chance.choice((4, 5, 6))])
            + "-"
            + chance.choice(self._last[chance.choice((4, 5, 6, 7))])
        )


def _joined(names: list[str]) -> list[str]:
    joined: list[str] = []
    held = ""
    for name in names:
        if name in {"Le", "da", "dos", "de"}:
            held = name + " "
        else:
            joined.append(held + name)
            held = ""
    return joined


def _faker(locale: str) -> tuple[list[str], list[str]]:
    """The lists of names that the package Faker (MIT) carries for a country."""
    try:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    except ModuleNotFoundError:
        return [], []
    found: list[list[str]] = []
    for beginning in ("first_names", "last_names"):
        names: set[str] = set()
        for attribute in dir(provider):
            if attribute.startswith(beginning) and "abbrev" not in attribute:
                names.update(
                    plain
                    for name in getattr(provider, attribute)
                    if isinstance(name, str) and len(plain := _plain(name)) > 2
                )
        found.append(sorted(names))
    return (found[0], found[1]) if found[0] and found[1] else ([], [])


@cache
def people() -> People:
    return People()
