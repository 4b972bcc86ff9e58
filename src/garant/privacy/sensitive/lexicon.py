"""The words of the data files, compiled: all of them are found in a text in one pass.

The text is read as words with one blank between: no accents, no capitals, no punctuation. `data/README.md` tells the
signs that a word may bear. A phrase with choices, "{touche|perçoit} {le rsa|une aide}", is kept as its two halves, which
are joined where one follows the other: written out, the phrases would be ten times as many.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from garant.privacy.folded import Folded
from garant.privacy.gazetteer import first_name, gazetteer

GAP = 30  # characters that may stand between the two parts of "a .. b"
LONGEST_PHRASE = 80  # characters of a phrase that means nothing
TYPO_FROM = 9  # letters of a word that is recognised with one of them wrong

NOTHING = "nothing"  # the group of phrases in which words mean something else
_ENDINGS = frozenset(["", "s", "e", "es", "x", "le", "les"])  # of plurals and feminines
_LONGEST_ENDING = max(map(len, _ENDINGS))
_SHORT = 3  # letters of a term with which so many words begin that it is looked for as a whole word
_KEPT_WORDS = 16_384  # of which it is known whether they are a misspelt term

# Every byte that is no letter and no digit is a space.
_FLAT = bytes(code if chr(code).isalnum() and code < 128 else ord(" ") for code in range(256))
_SIGNS_AND_WORDS = {
    code: " " for code in range(128) if not chr(code).isalnum() and chr(code) not in "{}|~.,=*^"
}
# Stdlib `re`: one or two digits that a scan took for letters. What precedes is looked at after the first digit: a
# search for a digit is fast.
_SCANNED = re.compile(r"[015](?<=[a-z].)[015]?(?=[a-z])")
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


_Phrases = int  # a set of phrases, of which each bit is one


@dataclass(slots=True)
class _Term:
    """What a term says on its own, the phrases that it opens and those that it closes."""

    says: list[tuple[str, str, str]] = field(default_factory=list)  # sign ("=", "*", "^" or ""), topic, group
    opens: _Phrases = 0  # whose second half follows at once …
    closes: _Phrases = 0
    opens_far: _Phrases = 0  # … or within GAP
    closes_far: _Phrases = 0
    open_ended: bool = False


# The same, as it is read: what it says, opens and closes, opens and closes far.
_Said = tuple[tuple[tuple[str, str, str], ...], _Phrases, _Phrases, _Phrases, _Phrases]
_Places = list[tuple[int, int, _Phrases]]  # start, end


def flatten(folded: Folded) -> str:
    """Words with blanks between, one character for one; digits that a scan put within a word are letters."""
    flat = folded.lower.encode("ascii").translate(_FLAT).decode("ascii")
    return _SCANNED.sub(lambda found: found[0].translate(_LETTER), flat)


class Lexicon:
    """Terms by topic and group: `topics["SENSITIVE_HEALTH"]["strong"]`."""

    def __init__(self, topics: Mapping[str, Mapping[str, str]], *, typos: bool = False) -> None:
        terms: defaultdict[str, _Term] = defaultdict(_Term)
        self._phrases: list[tuple[str, str]] = []  # topic, group
        for topic, groups in topics.items():
            for group, written in groups.items():
                for term in _signs_and_words(written).split(","):
                    if term := term.strip():
                        self._add(terms, term, topic, group)
        short = {name: each for name, each in terms.items() if len(name) <= _SHORT and not each.open_ended}
        long = {name: each for name, each in terms.items() if name not in short}
        whole = [(name, ending) for name in short for ending in _ENDINGS]
        # The patterns that are whole words come first: of these, how many letters follow the term.
        self._tails = [len(ending) for _, ending in whole]
        self._open_ended = frozenset(
            at for at, each in enumerate(long.values(), len(whole)) if each.open_ended
        )
        # Most terms say what many others do: kept once, it more often is in the processor's cache.
        alike: dict[_Said, _Said] = {}
        self._terms = [
            alike.setdefault(said, said)
            for each in (*(short[name] for name, _ in whole), *long.values())
            for said in [(tuple(each.says), each.opens, each.closes, each.opens_far, each.closes_far)]
        ]
        self._automaton = AhoCorasick(
            [*(f" {name}{ending} " for name, ending in whole), *(f" {name}" for name in long)],
            matchkind=MatchKind.Standard,
            store_patterns=False,
        )
        self._misspelt = lru_cache(maxsize=_KEPT_WORDS)(self._meant_by)
        self._long: dict[str, _Term] = {}
        self._starts: defaultdict[str, list[str]] = defaultdict(list)
        self._ends: defaultdict[str, list[str]] = defaultdict(list)
        if typos:
            for name, each in terms.items():
                if len(name) >= TYPO_FROM and " " not in name and each.says:
                    self._long[name] = each
                    self._starts[name[:4]].append(name)
                    self._ends[name[-4:]].append(name)

    def _add(self, terms: dict[str, _Term], term: str, topic: str, group: str) -> None:
        first, gap, second = term.partition("..")
        if not gap and term.count("{") > 1:
            # "{a|b} {c|d}": what is up to the end of the first choice, and the rest.
            cut = term.index("}") + 1
            first, second = term[:cut], term[cut:]
        if second.strip():
            phrase = 1 << len(self._phrases)
            self._phrases.append((topic, group))
            for word in _inflected(first):
                if gap:
                    terms[word].opens_far |= phrase
                else:
                    terms[word].opens |= phrase
            for word in _inflected(second):
                if gap:
                    terms[word].closes_far |= phrase
                else:
                    terms[word].closes |= phrase
            return
        sign = term[-1] if term[-1] in "=*" else "^" if term[0] == "^" else ""
        for word in _inflected(term.strip("^=*")):
            said = (sign, topic, group)
            if said not in terms[word].says:
                terms[word].says.append(said)
                terms[word].open_ended |= sign == "*"

    def hits(self, folded: Folded, flat: str) -> list[Hit]:
        """Sorted. A hit within a phrase of its topic that means nothing is left out."""
        found: set[Hit] = set()
        awaited: dict[int, _Places] = {}  # what opens a phrase, by where its second half has to begin
        opened_far: _Places = []
        closed_far: _Places = []
        text, padded = folded.text, f" {flat} "
        terms, tails, whole = self._terms, self._tails, len(self._tails)
        # In the order of their ends: what opens a phrase comes before what closes it.
        for number, start, end in self._automaton.find_matches_as_indexes(padded, overlapping=True):
            tail = 0  # letters of a plural or feminine that follow; -1 for others
            if number < whole:
                tail = tails[number]
                end -= tail + 1
            elif padded[end] != " ":
                ending = padded[end : end + _LONGEST_ENDING + 1].partition(" ")[0]
                tail = len(ending) if ending in _ENDINGS else -1
                if tail < 0 and number not in self._open_ended:
                    continue
            says, opens, closes, opens_far, closes_far = terms[number]
            # Within `flat`: the blank before the term is the one that was added.
            last = end - 1 + tail if tail > 0 else end - 1
            if says and _stands(text, start, last):
                for sign, topic, group in says:
                    if _may_be_said(sign, tail, text, start, last):
                        found.add(Hit(start, last, topic, group))
            if tail < 0:
                continue
            if closes and start - 1 in awaited and text[start - 1] != "\n":
                for first, _, phrases in awaited[start - 1]:
                    if phrases & closes:
                        found.update(self._each(phrases & closes, first, last))
            if opens:
                awaited.setdefault(last, []).append((start, last, opens))
            if opens_far:
                opened_far.append((start, last, opens_far))
            if closes_far:
                closed_far.append((start, last, closes_far))
        if opened_far and closed_far:
            found.update(self._joined(text, opened_far, closed_far))
        if self._starts and any(map(self._misspelt, _LONG_WORD.findall(flat))):
            for word in _LONG_WORD.finditer(flat):
                for topic, group in self._misspelt(word[0]):
                    found.add(Hit(word.start(), word.end(), topic, group))
        return _meant(found)

    def _joined(self, text: str, opened: _Places, closed: _Places) -> Iterator[Hit]:
        """The phrases of which one half stands some words before the other, in the same line."""
        opened.sort(key=itemgetter(1))
        ends = [end for _, end, _ in opened]
        for start, last, closes in closed:
            for first, end, opens in opened[bisect_left(ends, start - GAP) : bisect_left(ends, start)]:
                if opens & closes and "\n" not in text[end:start]:
                    yield from self._each(opens & closes, first, last)

    def _each(self, phrases: _Phrases, start: int, end: int) -> Iterator[Hit]:
        """A hit at this place for each of the phrases."""
        while phrases:
            phrase = phrases.bit_length() - 1
            phrases ^= 1 << phrase
            yield Hit(start, end, *self._phrases[phrase])

    def _meant_by(self, word: str) -> tuple[tuple[str, str], ...]:
        """Topics and groups of the long terms from which a word that French doesn't know is one letter apart."""
        lists = gazetteer()
        if lists.is_common(word):
            return ()
        near = {*self._starts.get(word[:4], ()), *self._ends.get(word[-4:], ())}
        return tuple(
            (topic, group)
            for name in sorted(near)
            if _one_letter_apart(word, name) and not lists.facts(word)
            for sign, topic, group in self._long[name].says
            if group != NOTHING and sign != "^"
        )


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
    topics: dict[str, dict[str, str]] = {}
    for name in names:
        content = read_groups((files(__package__) / "data" / f"{name}.yaml").read_text("utf-8"))
        topics[content.pop("label", name)] = content
    return topics


def read_groups(written: str) -> dict[str, str]:
    """The groups of a data file. The files are YAML, of which they use so little (a name, a colon, text on its line or on
    indented ones, comments) that reading that alone takes a hundredth of the time: it is paid at each start.
    """
    lines: dict[str, list[str]] = {}
    name = ""
    for line in written.splitlines():
        if line[:1] in {"", " "}:
            if name and line:
                lines[name].append(line.strip())
        elif line[0] != "#":
            name, colon, text = line.partition(":")
            if not colon or name in lines:
                raise ValueError(line)
            lines[name] = [text.strip()] if text.strip() != ">-" else []
    return {name: " ".join(pieces) for name, pieces in lines.items()}


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


def _may_be_said(sign: str, tail: int, text: str, start: int, end: int) -> bool:
    """Whether a term with this sign may end so, and stand so in capitals."""
    if tail and (sign == "=" or sign == "^" or (tail < 0 and sign != "*")):
        return False
    return sign != "^" or text[start:end].isupper()


def _stands(text: str, start: int, end: int) -> bool:
    """Whether a term stands here on its own, and is no part of a number, a name or "rom.petit@mairie.fr"."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if after in {"@", "_"} or before in {"@", "_"} or (after == "." and text[end + 1 : end + 2].isalnum()):
        return False
    if text[start].islower():
        # No number, no name; rather "apa" in "apa-0014478".
        return after != "-" or not text[end + 1 : end + 2].isdigit()
    return not (_is_in_a_number(text, start, end) or _is_a_name(text, start, end))


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
