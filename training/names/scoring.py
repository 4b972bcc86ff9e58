"""How well tokens are told: names of private persons, by overlap of spans, and names in a public role taken for private."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from training.names.templates import Kind


@dataclass(slots=True)
class Score:
    """Spans are runs of tokens of the kind."""

    gold: int = 0
    found: int = 0
    claimed: int = 0
    right: int = 0
    public: int = 0
    public_taken: int = 0

    @property
    def precision(self) -> float:
        return self.right / max(1, self.claimed)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.gold)

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)

    def __str__(self) -> str:
        return f"F1 {self.f1:.3f}  P {self.precision:.3f}  R {self.recall:.3f}  public {self.public_taken}/{self.public}"


def score(pairs: Iterable[tuple[Sequence[int], Sequence[int]]]) -> Score:
    """Of (gold kinds, told kinds) for each text."""
    total = Score()
    for gold, told in pairs:
        gold_runs, told_runs = runs(gold, Kind.PERSON), runs(told, Kind.PERSON)
        total.gold += len(gold_runs)
        total.claimed += len(told_runs)
        total.found += sum(any(told[at] == Kind.PERSON for at in range(*run)) for run in gold_runs)
        total.right += sum(any(gold[at] == Kind.PERSON for at in range(*run)) for run in told_runs)
        public = runs(gold, Kind.PUBLIC)
        total.public += len(public)
        total.public_taken += sum(any(told[at] == Kind.PERSON for at in range(*run)) for run in public)
    return total


# Kinds of data that are told apart badly, and found together well: as learned.py takes them.
GROUPS = {
    "addresses": frozenset({Kind.ADDRESS}),
    "births": frozenset({Kind.DATE_BIRTH}),
    "numbers": frozenset(kind for kind in Kind if Kind.PHONE <= kind <= Kind.PRO_ID),
    "mail, pages, pseudonyms, secrets": frozenset(kind for kind in Kind if Kind.EMAIL <= kind <= Kind.SECRET),
}


def of_data(pairs: Iterable[tuple[Sequence[int], Sequence[int]]]) -> dict[str, tuple[int, float, float]]:
    """Of (gold kinds, told kinds) for each text: for each group its tokens, precision and recall."""
    counts = {group: [0, 0, 0] for group in GROUPS}
    for gold, told in pairs:
        for group, kinds in GROUPS.items():
            for truth, said in zip(gold, told, strict=True):
                counts[group][0] += truth in kinds
                counts[group][1] += said in kinds
                counts[group][2] += truth in kinds and said in kinds
    return {
        group: (marked, right / max(1, said), right / max(1, marked))
        for group, (marked, said, right) in counts.items()
    }


def runs(kinds: Sequence[int], kind: int) -> list[tuple[int, int]]:
    """Where the kind stands without a gap: (first, one past the last)."""
    found = []
    start = None
    for at, each in enumerate(kinds):
        if each == kind and start is None:
            start = at
        elif each != kind and start is not None:
            found.append((start, at))
            start = None
    if start is not None:
        found.append((start, len(kinds)))
    return found
