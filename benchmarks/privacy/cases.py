"""Marked texts, and the counts that they give. The marks: `benchmarks.privacy.marks`."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.privacy.marks import Bait, Marked, Sentence, read_marks
from ruamel.yaml import YAML

from garant.privacy import Label, Span, Statement

_ROOT = Path(__file__).parents[2]
FOLDER = _ROOT / "tests" / "cases" / "privacy"
HELD = FOLDER / "held"
SEEN = FOLDER / "seen"
TRAINING = _ROOT / "training" / "texts"


@dataclass(frozen=True, slots=True)
class Case:
    """A text with what its author marked, and what it may be used for.

    `part`: "tuning" (rules and weights were made with it), "seen" (measured unseen, looked at later), or the
    folder of held-out texts that nobody who builds the engine has read.
    """

    id: str
    part: str
    hand: str
    kind: str
    internal: bool
    marked: Marked

    @property
    def text(self) -> str:
        return self.marked.text

    @property
    def spans(self) -> tuple[Span, ...]:
        return self.marked.spans

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return self.marked.sentences

    @property
    def baits(self) -> tuple[Bait, ...]:
        return self.marked.baits


def load(folder: Path = FOLDER, part: str | None = None) -> list[Case]:
    """The texts of the YAML files of one folder, in the order of their names; not of its subfolders."""
    return [
        Case(
            entry["id"],
            part or entry.get("part", folder.name),
            entry.get("hand", path.stem),
            entry.get("kind", "other"),
            bool(entry.get("internal", False)),
            read_marks(entry["text"]),
        )
        for path in sorted(folder.glob("*.yaml"))
        for entry in YAML(typ="safe", pure=False).load(path) or ()
    ]


@dataclass(slots=True)
class Counts:
    """Characters (letters and digits), texts, persons, sentences. Only what a pseudonym replaces is a mask."""

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
    baits: Counter[str] = field(default_factory=Counter)
    baits_masked: Counter[str] = field(default_factory=Counter)
    statements: Counter[str] = field(default_factory=Counter)
    statements_found: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)  # what the engine says is sensitive
    said_rightly: Counter[str] = field(default_factory=Counter)

    @property
    def leak(self) -> float:
        return self.leaked / max(1, self.personal)

    @property
    def overmask(self) -> float:
        return self.overmasked / max(1, self.other)

    @property
    def clean_share(self) -> float:
        return self.clean / max(1, self.texts)

    @property
    def bait_share(self) -> float:
        """Hard negatives of which at least one character was masked."""
        return self.baits_masked.total() / max(1, self.baits.total())

    @property
    def person_f1(self) -> float:
        recall = self.persons_found / max(1, self.persons)
        precision = self.claimed_rightly / max(1, self.claimed)
        return 2 * recall * precision / max(1e-9, recall + precision)

    def found_share(self, internal: bool = False) -> float:
        """Sensitive sentences found with their label; or internal documents."""
        return _share(self.statements_found, self.statements, internal)

    def right_share(self, internal: bool = False) -> float:
        """Statements that the engine gives which a person marked so too; or internal documents."""
        return _share(self.said_rightly, self.said, internal)


def _share(some: Counter[str], all_of_them: Counter[str], internal: bool) -> float:
    labels = [label for label in all_of_them if (label == Label.INTERNAL_DOCUMENT) is internal]
    return sum(some[label] for label in labels) / max(1, sum(all_of_them[label] for label in labels))


Detect = Callable[[str], Sequence[Span]]
State = Callable[[str], Sequence[Statement]]


def count(cases: Iterable[Case], detect: Detect, state: State | None = None) -> Counts:
    counts = Counts()
    for case in cases:
        _count(case, detect(case.text), counts)
        if state is not None:
            _count_statements(case, state(case.text), counts)
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
    for bait in case.baits:
        counts.baits[bait.kind] += 1
        counts.baits_masked[bait.kind] += any(
            at in covered and at not in personal and case.text[at].isalnum()
            for at in range(bait.start, bait.end)
        )
    marked = [span for span in case.spans if span.label is Label.PERSON]
    claimed = [span for span in found if span.label is Label.PERSON]
    counts.persons += len(marked)
    counts.persons_found += sum(any(_overlap(span, other) for other in claimed) for span in marked)
    counts.claimed += len(claimed)
    counts.claimed_rightly += sum(any(_overlap(span, other) for other in marked) for span in claimed)


def _count_statements(case: Case, said: Sequence[Statement], counts: Counts) -> None:
    sentences = [(sentence, label) for sentence in case.sentences for label in sentence.labels]
    if case.internal:
        sentences.append((Sentence(0, len(case.text), (Label.INTERNAL_DOCUMENT,)), Label.INTERNAL_DOCUMENT))
    for sentence, label in sentences:
        counts.statements[label] += 1
        counts.statements_found[label] += any(
            each.label is label and _overlap(each, sentence) for each in said
        )
    for each in said:
        counts.said[each.label] += 1
        counts.said_rightly[each.label] += any(
            label is each.label and _overlap(each, sentence) for sentence, label in sentences
        )


def _overlap(one: Span | Statement | Sentence, other: Span | Statement | Sentence) -> bool:
    return one.start < other.end and other.start < one.end


def differences(case: Case, found: Sequence[Span], said: Sequence[Statement] = ()) -> list[str]:
    """What leaked (−) and what was masked for nothing (+), for a person to read. Own texts only."""
    covered = {at for span in found for at in range(span.start, span.end)}
    personal = {at for span in case.spans for at in range(span.start, span.end)}
    missed = [span for span in case.spans if _uncovered(case.text, span, covered)]
    needless = [span for span in found if _uncovered(case.text, span, personal)]
    unsaid = [
        f"- {label} {case.text[sentence.start : sentence.end]!r}"
        for sentence in case.sentences
        for label in sentence.labels
        if not any(each.label is label and _overlap(each, sentence) for each in said)
    ]
    wrongly = [
        f"+ {each.label} {each.score:.2f} {case.text[each.start : each.end][:200]!r}"
        for each in said
        if each.label is not Label.INTERNAL_DOCUMENT
        and not any(each.label in s.labels and _overlap(each, s) for s in case.sentences)
    ]
    internal = any(each.label is Label.INTERNAL_DOCUMENT for each in said)
    return [
        *(f"- {span.label} {case.text[span.start : span.end]!r}" for span in missed),
        *(f"+ {span.label} {span.score:.2f} {case.text[span.start : span.end]!r}" for span in needless),
        *unsaid,
        *wrongly,
        *([f"{'+' if internal else '-'} INTERNAL_DOCUMENT"] if internal is not case.internal else []),
    ]


def _uncovered(text: str, span: Span, covered: set[int]) -> bool:
    return any(at not in covered for at in range(span.start, span.end) if text[at].isalnum())
