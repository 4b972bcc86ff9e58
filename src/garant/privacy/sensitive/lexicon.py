"""The words of the data files, compiled: all of them are found in a text in one pass.

The text is read as words with one blank between: no accents, no capitals, no punctuation. `data/README.md` tells the
signs that a word may bear. A phrase with choices, "{touche|perçoit} {le rsa|une aide}", is kept as its two halves, which
are joined where one follows the other: written out, the phrases would be ten times as many.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind
from ruamel.yaml import YAML

from garant.privacy.folded import Folded
from garant.privacy.gazetteer import first_name, gazetteer

GAP = 30  # characters that may stand between the two parts of "a .. b"
LONGEST_PHRASE = 80  # characters of a phrase that means nothing
TYPO_FROM = 9  # letters of a word that is recognised with one of them wrong

NOTHING = "nothing"  # the group of phrases in which words mean something else
_ENDINGS = ("s ", "e ", "es ", "x ", "le ", "les ")

# Every byte that is no letter and no digit is a space.
_FLAT = bytes(code if chr(code).isalnum() and code < 128 else ord(" ") for code in range(256))
_SIGNS_AND_WORDS = {
    code: " " for code in range(128) if not chr(code).isalnum() and chr(code) not in "{}|~.,=*^"
}
# Stdlib `re`: one or two digits that a scan took for letters.
_SCANNED = re.compile(r"(?<=[a-z])[015]{1,2}(?=[a-z])")
_LETTER = str.maketrans("015", "ols")
_FIRST_PERSON = frozenset(
    [
        "suis",
        "ai",
        "peux",
        "vais",
        "dors",
        "vis",
        "touche",
        "fais",
        "prends",
        "dois",
        "arrive",
        "mange",
        "vote",
        "etais",
        "avais",
    ]
)
_CHOICE = re.compile(r"\{([^{}]*)\}")
_LONG_WORD = re.compile(r"[a-z]{8,24}")  # one class, one repetition


class Hit(NamedTuple):
    """`flat[start:end]` is a word or a phrase of `group` of `topic` (both as the data files name them)."""

    start: int
    end: int
    topic: str
    group: str


@dataclass(slots=True)
class _Term:
    """What a term says on its own, the phrases that it opens and those that it closes."""

    says: list[tuple[str, str, str]]  # how it may end ("=", "*", "^" or ""), topic, group
    opens: set[int]  # phrases whose second half follows at once …
    closes: set[int]
    opens_far: set[int]  # … or within GAP
    closes_far: set[int]
    open_ended: bool = False
    links: bool = False  # whether it opens or closes any


_Places = list[tuple[int, int, _Term]]


def flatten(folded: Folded) -> str:
    """Words with blanks between, one character for one; digits that a scan put within a word are letters."""
    flat = folded.lower.encode("ascii").translate(_FLAT).decode("ascii")
    return _SCANNED.sub(lambda found: found[0].translate(_LETTER), flat)


class Lexicon:
    """Terms by topic and group: `topics["SENSITIVE_HEALTH"]["strong"]`."""

    def __init__(self, topics: Mapping[str, Mapping[str, str]], *, typos: bool = False) -> None:
        terms: defaultdict[str, _Term] = defaultdict(lambda: _Term([], set(), set(), set(), set()))
        self._phrases: list[tuple[str, str]] = []  # topic, group
        for topic, groups in topics.items():
            for group, written in groups.items():
                for term in _signs_and_words(written).split(","):
                    if term := term.strip():
                        self._add(terms, term, topic, group)
        self._names = list(terms)
        self._terms = list(terms.values())
        for each in self._terms:
            each.links = bool(each.opens or each.closes or each.opens_far or each.closes_far)
        self._automaton = AhoCorasick(
            [" " + term for term in self._names], matchkind=MatchKind.Standard, store_patterns=False
        )
        self._starts: defaultdict[str, list[int]] = defaultdict(list)
        self._tails: defaultdict[str, list[int]] = defaultdict(list)
        if typos:
            for at, name in enumerate(self._names):
                if len(name) >= TYPO_FROM and " " not in name and self._terms[at].says:
                    self._starts[name[:4]].append(at)
                    self._tails[name[-4:]].append(at)

    def _add(self, terms: dict[str, _Term], term: str, topic: str, group: str) -> None:
        first, gap, second = term.partition("..")
        if not gap and term.count("{") > 1:
            # "{a|b} {c|d}": what is up to the end of the first choice, and the rest.
            cut = term.index("}") + 1
            first, second = term[:cut], term[cut:]
        if second.strip():
            phrase = len(self._phrases)
            self._phrases.append((topic, group))
            for word in _inflected(first):
                (terms[word].opens_far if gap else terms[word].opens).add(phrase)
            for word in _inflected(second):
                (terms[word].closes_far if gap else terms[word].closes).add(phrase)
            return
        sign = term[-1] if term[-1] in "=*" else "^" if term[0] == "^" else ""
        for word in _inflected(term.strip("^=*")):
            said = (sign, topic, group)
            if said not in terms[word].says:
                terms[word].says.append(said)
                terms[word].open_ended |= sign == "*"

    def hits(self, folded: Folded, flat: str) -> list[Hit]:
        """Sorted. A hit within a phrase of its topic that means nothing is left out."""
        padded = f" {flat} "
        found: set[Hit] = set()
        opened: dict[int, list[tuple[int, _Term]]] = {}  # by the end: start, term
        opened_far: _Places = []  # end, start, term
        closed_far: _Places = []
        terms, text = self._terms, folded.text
        for number, start, end in self._automaton.find_matches_as_indexes(padded, overlapping=True):
            term = terms[number]
            tail = 0
            if padded[end] != " ":
                tail = _ending(padded, end) if padded[end] in "sexl" else -1
                if tail < 0 and not term.open_ended:
                    continue
            # Within `flat`: the blank before the term is the one that was added.
            last = end - 1 + tail if tail > 0 else end - 1
            if term.says:
                for sign, topic, group in term.says:
                    if _is_said(sign, tail, text, start, last):
                        found.add(Hit(start, last, topic, group))
                if not term.links:
                    continue
            if tail < 0:
                continue
            # Words come in the order of their ends: what opens a phrase is there before what closes it.
            if term.closes and start - 1 in opened and text[start - 1] != "\n":
                for first, opener in opened[start - 1]:
                    if not opener.opens.isdisjoint(term.closes):
                        for phrase in opener.opens & term.closes:
                            found.add(Hit(first, last, *self._phrases[phrase]))
            if term.opens:
                if last in opened:
                    opened[last].append((start, term))
                else:
                    opened[last] = [(start, term)]
            if term.opens_far:
                opened_far.append((last, start, term))
            if term.closes_far:
                closed_far.append((start, last, term))
        if opened_far and closed_far:
            found.update(self._joined(folded, opened_far, closed_far))
        if self._starts:
            found.update(self._misspelt(flat))
        return _meant(found)

    def _joined(self, folded: Folded, opened: _Places, closed: _Places) -> Iterable[Hit]:
        """The phrases of which one half stands some words before the other, in the same line."""
        opened.sort(key=lambda place: place[:2])
        ends = [end for end, _, _ in opened]
        for start, last, term in closed:
            for end, first, opener in opened[bisect_left(ends, start - GAP) : bisect_left(ends, start)]:
                for phrase in opener.opens_far & term.closes_far:
                    if "\n" not in folded.text[end:start]:
                        yield Hit(first, last, *self._phrases[phrase])

    def _misspelt(self, flat: str) -> Iterable[Hit]:
        """Words that French doesn't know, one letter from a long term."""
        words = gazetteer()
        for word in _LONG_WORD.finditer(flat):
            text = word[0]
            if words.is_common(text):
                continue
            near = {*self._starts.get(text[:4], ()), *self._tails.get(text[-4:], ())}
            for number in sorted(near):
                if _one_letter_apart(text, self._names[number]) and not words.facts(text):
                    for sign, topic, group in self._terms[number].says:
                        if group != NOTHING and sign != "^":
                            yield Hit(word.start(), word.end(), topic, group)


def telling(hits: Sequence[Hit]) -> tuple[tuple[int, int], ...]:
    """The ranges of words, joined where they overlap."""
    joined: list[tuple[int, int]] = []
    for hit in hits:
        if joined and hit.start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], hit.end))
        else:
            joined.append((hit.start, hit.end))
    return tuple(joined)


def load(*names: str) -> dict[str, dict[str, str]]:
    """The topics of some data files: a file of a label is one topic, and so is any other, by its own name."""
    yaml = YAML(typ="safe", pure=True)
    topics: dict[str, dict[str, str]] = {}
    for name in names:
        content: dict[str, Any] = yaml.load((files(__package__) / "data" / f"{name}.yaml").read_text("utf-8"))
        topic = content.pop("label", name)
        topics[topic] = content
    return topics


def with_common(topics: dict[str, dict[str, str]], phrases: str) -> dict[str, dict[str, str]]:
    """The same, with phrases that mean nothing whatever the topic."""
    return {
        topic: {**groups, NOTHING: f"{groups.get(NOTHING, '')},{phrases}"} for topic, groups in topics.items()
    }


def _signs_and_words(written: str) -> str:
    """As `Folded` has it, but with the signs of the data files: words, signs, one blank between."""
    lower = written.lower().replace("œ", "o").replace("æ", "a").replace("’", " ")
    plain = unicodedata.normalize("NFKD", lower).encode("ascii", "ignore").decode("ascii")
    return " ".join(plain.translate(_SIGNS_AND_WORDS).split())


def _inflected(phrase: str) -> set[str]:
    """All that a phrase stands for: "suivi~ en {cmp|csapa}"."""
    forms: set[str] = set()
    for written in _choices(phrase) if "{" in phrase else [phrase]:
        endings = [written]
        if "~" in written:
            first, *pieces = written.split("~")
            endings = [first]
            for piece in pieces:
                endings = [form + ending + piece for form in endings for ending in ("", "s", "e", "es")]
        forms.update(form.strip() for form in endings)
    # "jsuis", "jai": as messages have it.
    forms |= {f"j{form}" for form in forms if form.partition(" ")[0] in _FIRST_PERSON}
    return forms - {""}


def _choices(phrase: str) -> list[str]:
    """ "{touche|perçoit} le rsa": each of them written out."""
    found = _CHOICE.search(phrase)
    if found is None:
        return [phrase]
    before, after = phrase[: found.start()], _choices(phrase[found.end() :])
    return [before + choice + rest for choice in found[1].split("|") for rest in after]


def _ending(padded: str, end: int) -> int:
    """How many letters of a plural or feminine follow; -1 for another word."""
    for ending in _ENDINGS:
        if padded.startswith(ending, end):
            return len(ending) - 1
    return -1


def _is_said(sign: str, tail: int, text: str, start: int, end: int) -> bool:
    """Whether a term may end so, stand so in capitals, and is no part of "rom.petit@mairie.fr"."""
    if tail and (sign == "=" or sign == "^" or (tail < 0 and sign != "*")):
        return False
    if sign == "^" and not text[start:end].isupper():
        return False
    after = text[end : end + 2]
    if _is_in_a_number(text, start, end) or _is_a_name(text, start, end):
        return False
    return not (
        after[:1] in {"@", "_"}
        or (after[:1] == "." and after[1:].isalnum())
        or text[start - 1 : start] in {"@", "_"}
    )


def _is_in_a_number(text: str, start: int, end: int) -> bool:
    """ "115" in "2B 033 115 21", "APA" in "52-APA-0014478"."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if text[start:end].isdigit():
        return before[:1].isdigit() or after[1:].isdigit()
    return after[:1] == "-" and after[1:].isdigit()


def _is_a_name(text: str, start: int, end: int) -> bool:
    """ "Gay" in "Martine Gay", "Baptiste" in "Baptiste Le Bihan": a word that is also a name, beside another."""
    word = text[start:end]
    if not (word[:1].isupper() and word[1:].islower() and word.isalpha()):
        return False
    words = gazetteer()
    if not words.facts(word.lower()):
        return False
    before = text[max(0, start - 24) : start].rpartition("\n")[2].split()
    after = text[end : end + 24].partition("\n")[0].split()
    if before and _is_capitalised(before[-1]) and first_name(words.facts(before[-1].lower())) >= 3:
        return True
    return bool(after) and _is_capitalised(after[0]) and first_name(words.facts(word.lower())) >= 3


def _is_capitalised(word: str) -> bool:
    return word[:1].isupper() and word.isalpha()


def _meant(found: set[Hit]) -> list[Hit]:
    """The hits that no phrase that means nothing holds, sorted."""
    hits = sorted(found)
    phrases = [hit for hit in hits if hit.group == NOTHING]
    if not phrases:
        return hits
    starts = [phrase.start for phrase in phrases]

    def is_held(hit: Hit) -> bool:
        # No phrase is longer than that: a text full of them still takes linear time.
        near = phrases[bisect_left(starts, hit.start - LONGEST_PHRASE) : bisect_right(starts, hit.start)]
        return any(phrase.topic == hit.topic and hit.end <= phrase.end for phrase in near)

    return [hit for hit in hits if hit.group != NOTHING and not is_held(hit)]


def _one_letter_apart(word: str, term: str) -> bool:
    """One letter wrong, missing, too many, or two exchanged."""
    if word == term or abs(len(word) - len(term)) > 1:
        return False
    start = 0
    least = min(len(word), len(term))
    while start < least and word[start] == term[start]:
        start += 1
    if len(word) == len(term):
        return word[start + 1 :] == term[start + 1 :] or (
            word[start : start + 2] == term[start : start + 2][::-1]
            and word[start + 2 :] == term[start + 2 :]
        )
    if len(word) > len(term):
        return word[start + 1 :] == term[start:]
    return word[start:] == term[start + 1 :]
