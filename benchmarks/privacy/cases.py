"""The marked texts of tests/cases/privacy, and the counts that they give."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml import YAML

from garant.privacy import Label, Span

FOLDER = Path(__file__).parents[2] / "tests" / "cases" / "privacy"
_MARK = re.compile(r"\[\[([A-Z_]+) (.*?)\]\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Case:
    """A text, what is personal in it, and whether rules may be tuned on it ("tuning") or not ("kept")."""

    id: str
    part: str
    text: str
    spans: tuple[Span, ...]


def load(folder: Path = FOLDER) -> list[Case]:
    cases = []
    for path in sorted(folder.glob("*.yaml")):
        for entry in YAML(typ="safe").load(path):
            text, spans = read_marks(entry["text"])
            cases.append(Case(entry["id"], entry["part"], text, spans))
    return cases


def read_marks(marked: str) -> tuple[str, tuple[Span, ...]]:
    """The text without its marks, and the spans that they stood for."""
    pieces: list[str] = []
    spans: list[Span] = []
    length = done = 0
    for mark in _MARK.finditer(marked):
        pieces += (marked[done : mark.start()], mark[2])
        length += mark.start() - done
        spans.append(Span(length, length + len(mark[2]), Label(mark[1])))
        length += len(mark[2])
        done = mark.end()
    pieces.append(marked[done:])
    return "".join(pieces), tuple(spans)


@dataclass(slots=True)
class Counts:
    """Characters, blanks apart; texts; persons by overlap."""

    texts: int = 0
    clean: int = 0  # texts with no leaked character
    personal: int = 0
    leaked: int = 0
    other: int = 0
    overmasked: int = 0
    by_label: Counter[str] = field(default_factory=Counter)
    leaked_by_label: Counter[str] = field(default_factory=Counter)
    persons: int = 0
    persons_found: int = 0
    claimed: int = 0
    claimed_rightly: int = 0

    @property
    def leak(self) -> float:
        return self.leaked / max(1, self.personal)

    @property
    def overmask(self) -> float:
        return self.overmasked / max(1, self.other)

    @property
    def person_f1(self) -> float:
        recall = self.persons_found / max(1, self.persons)
        precision = self.claimed_rightly / max(1, self.claimed)
        return 2 * recall * precision / max(1e-9, recall + precision)


def count(cases: Iterable[Case], detect: Callable[[str], Sequence[Span]]) -> Counts:
    counts = Counts()
    for case in cases:
        _count(case, detect(case.text), counts)
    return counts


def _count(case: Case, found: Sequence[Span], counts: Counts) -> None:
    covered = {at for span in found for at in range(span.start, span.end)}
    personal: set[int] = set()
    leaked = 0
    for span in case.spans:
        places = [at for at in range(span.start, span.end) if case.text[at].isalnum()]
        missed = sum(at not in covered for at in places)
        personal.update(range(span.start, span.end))
        counts.by_label[span.label] += len(places)
        counts.leaked_by_label[span.label] += missed
        counts.personal += len(places)
        leaked += missed
    others = [at for at, character in enumerate(case.text) if character.isalnum() and at not in personal]
    counts.other += len(others)
    counts.overmasked += sum(at in covered for at in others)
    counts.leaked += leaked
    counts.texts += 1
    counts.clean += not leaked
    marked = [span for span in case.spans if span.label is Label.PERSON]
    claimed = [span for span in found if span.label is Label.PERSON]
    counts.persons += len(marked)
    counts.persons_found += sum(any(_overlap(span, other) for other in claimed) for span in marked)
    counts.claimed += len(claimed)
    counts.claimed_rightly += sum(any(_overlap(span, other) for other in marked) for span in claimed)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def differences(case: Case, found: Sequence[Span]) -> list[str]:
    """What leaked (−) and what was masked for nothing (+), for a person to read. Own texts only."""
    covered = {at for span in found for at in range(span.start, span.end)}
    personal = {at for span in case.spans for at in range(span.start, span.end)}
    missed = [span for span in case.spans if _uncovered(case.text, span, covered)]
    needless = [span for span in found if _uncovered(case.text, span, personal)]
    return [f"- {span.label} {case.text[span.start : span.end]!r}" for span in missed] + [
        f"+ {span.label} {span.score:.2f} {case.text[span.start : span.end]!r}" for span in needless
    ]


def _uncovered(text: str, span: Span, covered: set[int]) -> bool:
    return any(at not in covered for at in range(span.start, span.end) if text[at].isalnum())
