"""Sensitive statements: sentences that say of a person what the law protects most, and the words that say it.

One pass finds the words of all labels. Only where there are some is the text cut into sentences and read for whom
it speaks of; then a logistic regression, whose weights anyone can read, decides (`training/sensitive`).
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from garant.privacy.folded import Folded, fold
from garant.privacy.labels import Label
from garant.privacy.sensitive.features import (
    GENERAL,
    PERSON,
    STRONG,
    TOLD,
    WEAK,
    Sentence,
    Surroundings,
    describe,
    names_of_children,
    read_sentence,
    read_whole,
)
from garant.privacy.sensitive.lexicon import Hit, Lexicon, flatten, load, telling, with_common
from garant.privacy.sensitive.model import Model, load_model
from garant.privacy.sensitive.sentences import sentences
from garant.privacy.statement import Statement

CARRIED = 4  # sentences for which the person of one goes on being spoken of
STATED_FROM = 0.5  # a sentence with a lower score is not reported
LABELS = tuple(label for label in Label if label.startswith("SENSITIVE_"))
MODEL = "weights"

_FILES = tuple(label.removeprefix("SENSITIVE_").lower() for label in LABELS)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that holds words of a label, with its features."""

    start: int
    end: int
    label: Label
    features: tuple[str, ...]
    words: tuple[tuple[int, int], ...]


def statements(text: str) -> tuple[Statement, ...]:
    """Sorted; a sentence has one statement for each label that it tells of. Accepts any str.

    The same text gives the same statements, in any thread. No network, nothing is kept.
    """
    if not text or text.isspace():
        return ()
    folded = fold(text)
    return tuple(sorted(statements_in(folded, flatten(folded))))


def statements_in(folded: Folded, flat: str) -> list[Statement]:
    """Those of a text that is folded and flattened already, in any order."""
    model = _model()
    found = []
    for candidate in candidates(folded, flat):
        score = model.score(candidate.features)
        if score >= STATED_FROM:
            start, end = folded.origin(candidate.start, candidate.end)
            words = tuple(folded.origin(*word) for word in candidate.words)
            found.append(Statement(start, end, candidate.label, round(score, 3), words))
    return found


def candidates(folded: Folded, flat: str) -> list[Candidate]:
    """The sentences that hold words of a label, whatever they say: what the model decides on, and learns from."""
    hits = _words().hits(folded, flat)
    if not _may_say(hits):
        return []
    ranges = list(sentences(folded.text))
    grouped = [(at, mine) for at, mine in _by_sentence(ranges, hits) if _may_say(mine) or _of_a_child(mine)]
    if not grouped:
        return []
    evidence = _evidence().hits(folded, flat)
    whole = read_whole(evidence)
    children = names_of_children(folded, flat, evidence)
    reader = _Reader(folded, flat, ranges, evidence)
    found = []
    for at, mine in grouped:
        sentence = reader.sentence(at)
        if not _may_say(mine) and not sentence.may_name_a_child(children, whole):
            continue
        before = [reader.sentence(earlier) for earlier in range(at - 1, max(-1, at - 1 - CARRIED), -1)]
        by_label: dict[Label, list[Hit]] = {}
        for hit in mine:
            by_label.setdefault(Label(hit.topic), []).append(hit)
        told = frozenset(Label(hit.topic) for hit in mine if hit.group == TOLD)
        others = told | {Label(hit.topic) for hit in mine if hit.group == STRONG}
        labels = others | {label for label, its in by_label.items() if len(its) > 1}
        around = Surroundings(others, told, before, whole, children)
        if sentence.is_of_a_grown_up:
            labels -= {Label.SENSITIVE_MINOR}
        elif Label.SENSITIVE_MINOR not in others:
            # Weak words of a minor ("suivie", "absente") say nothing where no child is spoken of.
            labels -= {Label.SENSITIVE_MINOR}
            if around.may_be_of_a_child(
                sentence, borrowed=bool(others), weak=Label.SENSITIVE_MINOR in by_label
            ):
                labels |= {Label.SENSITIVE_MINOR}
        for label in sorted(labels):
            # What is said of a child is said of a minor: "ma fille est allergique aux arachides".
            its = by_label.get(label) or [hit for hit in mine if hit.group != WEAK]
            features = describe(label, sentence, its, around, flat)
            found.append(Candidate(sentence.start, sentence.end, label, tuple(features), telling(its)))
    return found


def _by_sentence(ranges: Sequence[tuple[int, int]], hits: Sequence[Hit]) -> list[tuple[int, list[Hit]]]:
    """The hits of each sentence that has some, by the number of the sentence."""
    grouped: list[tuple[int, list[Hit]]] = []
    at = 0
    for hit in hits:
        while at < len(ranges) and ranges[at][1] <= hit.start:
            at += 1
        if at == len(ranges):
            break
        if hit.start < ranges[at][0]:
            continue
        if not grouped or grouped[-1][0] != at:
            grouped.append((at, []))
        grouped[-1][1].append(hit)
    return grouped


def _may_say(hits: Sequence[Hit]) -> bool:
    """A weak word on its own says nothing."""
    topics = [hit.topic for hit in hits]
    return len(set(topics)) < len(topics) or any(hit.group != WEAK for hit in hits)


def _of_a_child(hits: Sequence[Hit]) -> bool:
    """A weak word says something where its sentence speaks of a child: "Lina a encore été retrouvée seule"."""
    return any(hit.topic == Label.SENSITIVE_MINOR for hit in hits)


class _Reader:
    """The sentences of one text, each read once, when it is asked for."""

    def __init__(
        self, folded: Folded, flat: str, ranges: Sequence[tuple[int, int]], evidence: Sequence[Hit]
    ) -> None:
        self._folded, self._flat, self._ranges, self._evidence = folded, flat, ranges, evidence
        self._starts = [hit.start for hit in evidence]
        self._read: dict[int, Sentence] = {}

    def sentence(self, number: int) -> Sentence:
        read = self._read.get(number)
        if read is None:
            start, end = self._ranges[number]
            evidence = self._evidence[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
            read = self._read[number] = read_sentence(self._folded, self._flat, start, end, evidence)
        return read


@cache
def _words() -> Lexicon:
    topics = load(*_FILES)
    common = load(GENERAL)[GENERAL]["nothing_for_all"]
    return Lexicon(with_common(topics, common), typos=True)


@cache
def _evidence() -> Lexicon:
    topics = load(PERSON, GENERAL)
    topics[GENERAL].pop("nothing_for_all")
    return Lexicon(topics)


@cache
def _model() -> Model:
    return load_model(MODEL)
