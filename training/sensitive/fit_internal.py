"""Fits the weights of internal documents, prints the table, writes them.

python -m training.sensitive.fit_internal [--dry] [--errors] [--penalty 0.5]
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from training.sensitive.regression import Example, fit
from training.sensitive.texts import FOLDS, Text, folds, marked_texts, own_texts, own_whole_texts
from training.sensitive.weights import write

from garant.privacy.folded import fold
from garant.privacy.sensitive.internal import INTERNAL_FROM, READ, read
from garant.privacy.sensitive.lexicon import flatten
from garant.privacy.sensitive.model import Model

INTERNAL_COUNTS = 2
SEEN = Path("tests/cases/privacy/seen")  # texts that were measured before anybody looked at them
WEIGHTS = Path("src/garant/privacy/sensitive/data/internal_weights.json")


def features(text: Text) -> Sequence[str]:
    folded = fold(text.text[:READ])
    reading = read(folded, flatten(folded))
    return () if reading is None else reading.features


def examples(texts: Iterable[Text]) -> list[Example]:
    """A document of the house counts more than once: one that leaves is worse than one that is held back."""
    rows = [(seen, text.internal) for text in texts if (seen := features(text))]
    return rows + [row for row in rows if row[1]] * (INTERNAL_COUNTS - 1)


def by_rules(text: Text) -> bool:
    """What a hand-written rule makes of the same features: the other family of the table."""
    seen = set(features(text))
    strong = {
        "marking:head",
        "draft:head",
        "confidential:head",
        "tender:title",
        "personnel:title",
        "budget:title",
    }
    return bool(seen & strong) and not any(feature.startswith("against:") for feature in seen)


def evaluate(name: str, texts: Iterable[Text], decide: Callable[[Text], bool]) -> tuple[str, list[str]]:
    found = claimed = stated = 0
    errors = []
    for text in texts:
        said = decide(text)
        stated += text.internal
        claimed += said
        found += said and text.internal
        if said != text.internal:
            errors.append(f"{'+' if said else '-'} [{text.hand}] {text.text[:140]!r} {features(text)}")
    line = f"{name:34} {found:4}/{stated:<4} {found / max(1, stated):6.1%}   {found:4}/{claimed:<4} {found / max(1, claimed):6.1%}"
    return line, errors


def by_weights(weights: dict[str, float]) -> Callable[[Text], bool]:
    model = Model(weights)

    def decide(text: Text) -> bool:
        seen = features(text)
        return bool(seen) and model.score(seen) >= INTERNAL_FROM

    return decide


def crossed(texts: Sequence[Text], always: list[Example], penalty: float) -> Callable[[Text], bool]:
    """For each text, weights that were fitted without its hand."""
    number = folds(texts)
    deciders = [
        by_weights(fit(examples(text for text in texts if number[text.hand] != at) + always, penalty=penalty))
        for at in range(FOLDS)
    ]
    return lambda text: deciders[number[text.hand]](text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dry", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--penalty", type=float, default=0.5)
    options = parser.parse_args()
    own, marked = own_whole_texts(), [*marked_texts(), *marked_texts(SEEN)]
    fitting = [text for text in own if not text.kept] + [text for text in own_texts() if not text.kept]
    kept = [text for text in own if text.kept]
    own_rows = examples(fitting)
    own_weights = fit(own_rows, penalty=options.penalty)
    weights = fit(own_rows + examples(marked), penalty=options.penalty)
    lines = [
        evaluate("kept hands, rules", kept, by_rules),
        evaluate("kept hands, fitted on own", kept, by_weights(own_weights)),
        evaluate("marked texts, rules", marked, by_rules),
        evaluate("marked texts, fitted on own", marked, by_weights(own_weights)),
        evaluate("marked texts, crossed by hand", marked, crossed(marked, own_rows, options.penalty)),
        evaluate("kept hands, fitted on all", kept, by_weights(weights)),
    ]
    shown = [line for line, _ in lines]
    if options.errors:
        shown += [*lines[4][1], "--- kept", *lines[5][1]]
    sys.stdout.write("\n".join(shown) + "\n")
    if not options.dry:
        write(WEIGHTS, weights, "training/sensitive/fit_internal.py", INTERNAL_FROM)


if __name__ == "__main__":
    main()
