"""Fits the weights of sensitive statements, prints the table, writes the weights and their card.

python -m training.sensitive.fit [--dry] [--errors] [--penalty 1.5]
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from training.sensitive.regression import Example, fit
from training.sensitive.texts import Text, marked_texts, own_texts
from training.sensitive.weights import write

from garant.privacy.folded import fold
from garant.privacy.labels import Label
from garant.privacy.sensitive.finding import STATED_FROM, Candidate, candidates
from garant.privacy.sensitive.lexicon import flatten
from garant.privacy.sensitive.model import Model

WEIGHTS = Path("src/garant/privacy/sensitive/data/weights.json")
SEEN = Path("tests/cases/privacy/seen")  # texts that were measured before anybody looked at them
FOLDS = 5
WHOLE_TEXTS = 2  # how often a whole text counts: what is read is rather like it than like a line of its own

Decide = Callable[[Candidate], bool]


@dataclass(slots=True)
class Score:
    stated: int = 0
    found: int = 0
    claimed: int = 0
    rightly: int = 0
    by_label: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0, 0]))
    errors: list[str] = field(default_factory=list)

    def line(self, name: str) -> str:
        return (
            f"{name:34} {self.found:4}/{self.stated:<4} {self.found / max(1, self.stated):6.1%}   "
            f"{self.rightly:4}/{self.claimed:<4} {self.rightly / max(1, self.claimed):6.1%}"
        )

    def labels(self) -> list[str]:
        return [
            f"  {label:32} {found:4}/{stated:<4} {found / max(1, stated):6.1%}   {rightly:4}/{claimed:<4}"
            for label, (stated, found, claimed, rightly) in sorted(self.by_label.items())
        ]


def evaluate(texts: Iterable[Text], decide: Callable[[Text], Decide]) -> Score:
    score = Score()
    for text in texts:
        folded = fold(text.text)
        decided = decide(text)
        claimed = []
        words: dict[tuple[int, Label], list[str]] = {}
        for candidate in candidates(folded, flatten(folded)):
            if decided(candidate):
                start, end = folded.origin(candidate.start, candidate.end)
                claimed.append((start, end, candidate.label))
                said = [text.text[slice(*folded.origin(*word))] for word in candidate.words]
                words[start, candidate.label] = said
        for start, end, label in claimed:
            right = text.says(start, end, label)
            score.claimed += 1
            score.rightly += right
            score.by_label[label][2] += 1
            score.by_label[label][3] += right
            if not right:
                score.errors.append(
                    f"+ {label[10:]:10} [{text.hand}] {text.text[start:end][:150]!r} {words[start, label]}"
                )
        for first, last, told in text.stated:
            right = any(first < end and start < last and label is told for start, end, label in claimed)
            score.stated += 1
            score.found += right
            score.by_label[told][0] += 1
            score.by_label[told][1] += right
            if not right:
                score.errors.append(f"- {told[10:]:10} [{text.hand}] {text.text[first:last][:150]!r}")
    return score


def examples(texts: Iterable[Text]) -> list[Example]:
    rows: list[Example] = []
    for text in texts:
        folded = fold(text.text)
        rows += [
            (each.features, text.says(*folded.origin(each.start, each.end), each.label))
            for each in candidates(folded, flatten(folded))
        ]
    return rows


def by_rules(_: Text) -> Decide:
    """What a hand-written rule makes of the same features: the other family of the table."""

    def decide(candidate: Candidate) -> bool:
        features = {feature.removeprefix("minor:") for feature in candidate.features}
        someone = "who:someone" in features or "who:carried" in features
        if "strength:told" in features:
            return someone or "general=0" in features
        if "strength:strong2" in features:
            return someone or ("general=0" in features and "who:nobody" not in features)
        if "strength:strong" in features:
            return someone and not features & {"general=2", "general=3"}
        return "strength:weak2" in features and "who:someone" in features and "general=0" in features

    return decide


def by_weights(weights: dict[str, float]) -> Callable[[Text], Decide]:
    model = Model(weights)
    return lambda _: lambda candidate: model.score(candidate.features) >= STATED_FROM


def folds(texts: Sequence[Text]) -> dict[str, int]:
    """A number for each hand, the hands in order of how much they wrote: no hand stands on both sides."""
    amounts = Counter(text.hand for text in texts)
    return {
        hand: at % FOLDS
        for at, (hand, _) in enumerate(sorted(amounts.items(), key=lambda it: (-it[1], it[0])))
    }


def crossed(texts: Sequence[Text], always: list[Example], penalty: float) -> Callable[[Text], Decide]:
    """For each text, weights that were fitted without its hand."""
    number = folds(texts)
    models = []
    for fold_number in range(FOLDS):
        rows = examples(text for text in texts if number[text.hand] != fold_number) * WHOLE_TEXTS
        models.append(by_weights(fit(rows + always, penalty=penalty)))
    return lambda text: models[number[text.hand]](text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dry", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--penalty", type=float, default=1.5)
    parser.add_argument("--own-only", action="store_true", help="fit on the sentences of this folder alone")
    options = parser.parse_args()
    own, marked, seen = own_texts(), marked_texts(), marked_texts(SEEN)
    kept = [text for text in own if text.kept]
    own_rows = examples(text for text in own if not text.kept)
    own_weights = fit(own_rows, penalty=options.penalty)
    without_seen = own_rows + examples(marked) * WHOLE_TEXTS
    first = own_weights if options.own_only else fit(without_seen, penalty=options.penalty)
    weights = (
        first
        if options.own_only
        else fit(without_seen + examples(seen) * WHOLE_TEXTS, penalty=options.penalty)
    )
    fair = by_weights(own_weights) if options.own_only else crossed(marked, own_rows, options.penalty)
    learnt = [text for text in own if not text.kept]
    of_own = evaluate(learnt, crossed(learnt, examples(marked), options.penalty))
    of_marked, of_kept = evaluate(marked, fair), evaluate(kept, by_weights(weights))
    of_seen = evaluate(seen, by_weights(first))
    across = evaluate(seen, crossed(seen, without_seen, options.penalty))
    lines = [
        f"{'':34} {'found':>10}          {'precision':>10}",
        evaluate(kept, by_rules).line("kept hands, rules"),
        evaluate(kept, by_weights(own_weights)).line("kept hands, fitted on own"),
        of_kept.line("kept hands, fitted on all"),
        evaluate(learnt, by_rules).line("other own hands, rules"),
        of_own.line("other own hands, crossed by hand"),
        evaluate(marked, by_rules).line("marked texts, rules"),
        evaluate(marked, by_weights(own_weights)).line("marked texts, fitted on own"),
        of_marked.line("marked texts, crossed by hand"),
        *of_marked.labels(),
        of_seen.line("seen texts, fitted without them"),
        *of_seen.labels(),
        across.line("seen texts, crossed by hand"),
        *across.labels(),
    ]
    if options.errors:
        lines += [
            *of_marked.errors,
            "--- seen",
            *of_seen.errors,
            "--- kept",
            *of_kept.errors,
            "--- own",
            *of_own.errors,
        ]
    sys.stdout.write("\n".join(lines) + "\n")
    if not options.dry:
        write(WEIGHTS, weights, "training/sensitive/fit.py", STATED_FROM)


if __name__ == "__main__":
    main()
