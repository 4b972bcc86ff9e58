"""Trains the reader of sentences and prints how well it reads: `python -m training.sensitive`.

    --apart semaine-5 semaine-6    without the files of these names, on which it is then measured; nothing is written
    --errors                       what it still gets wrong there

Without `--apart` it learns from every text and writes weights.npz. Measure first, with `--apart`; the card tells both.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from training.sensitive.examples import Example, examples
from training.sensitive.network import ROUNDS, SAID_FROM, told, train, write
from training.sensitive.texts import MARKED, marked_texts, own_texts

from garant.privacy.sensitive.network import LABELS, WEIGHTS

ROOT = Path(__file__).parents[2]
SEEN = ROOT / "tests" / "cases" / "privacy" / "seen"  # texts that were measured before anybody looked at them
FOLDER = ROOT / "src" / "garant" / "privacy" / "sensitive" / "data"
WHOLE_TEXTS = 2  # how often a whole text counts: what is read is rather like it than like a line of its own
SEEDS = (7, 8)  # one network each; their opinions are averaged
Likely = Sequence[NDArray[np.float32]]
_LEAST = np.array([SAID_FROM[label] for label in LABELS], np.float32)


def main() -> None:
    options = _options()
    apart = tuple(options.apart)
    lines = own_texts()
    whole = [*marked_texts(MARKED), *marked_texts(SEEN)]
    learnt = [text for text in whole if not (apart and text.source.startswith(apart))]
    held = [text for text in whole if apart and text.source.startswith(apart)]
    kept = [text for text in lines if text.kept]
    found = examples([text for text in lines if not text.kept]) + examples(learnt) * WHOLE_TEXTS
    networks = [train(found, seed, options.rounds) for seed in options.seeds]
    for name, texts in (("lines kept apart", kept), ("whole texts apart", held)):
        if texts:
            made = examples(texts)
            each = [told(network, made) for network in networks]
            likely = [np.mean(scores, axis=0) for scores in zip(*each, strict=True)]
            _print(name, made, likely, errors=options.errors)
    if not apart:
        write(networks, options.out / WEIGHTS)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--apart", nargs="*", default=[])
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--out", type=Path, default=FOLDER)
    return parser.parse_args()


def shares(made: Sequence[Example], likely: Likely, factor: float = 1.0) -> tuple[float, float]:
    """Of the marked statements, how many are found; of those said, how many are marked. `factor`: of the thresholds."""
    counts = _counts(made, likely, factor)
    stated, found, said, right = (sum(row[at] for row in counts.values()) for at in range(4))
    return found / max(1, stated), right / max(1, said)


def _counts(made: Sequence[Example], likely: Likely, factor: float = 1.0) -> dict[str, list[int]]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for one, scores in zip(made, likely, strict=True):
        says = scores >= factor * _LEAST
        for at, label in enumerate(LABELS):
            counts[label][2] += int(says[:, at].sum())
            counts[label][3] += int((says[:, at] & (one.told[:, at] > 0)).sum())
        first, last = one.ranges[0][0], one.ranges[-1][1]
        for start, end, label in one.text.stated:
            if label not in LABELS or end <= first or last <= start:
                continue
            column = LABELS.index(label)
            counts[label][0] += 1
            counts[label][1] += any(
                says[at, column] and one.ranges[at][0] < end and start < one.ranges[at][1]
                for at in range(len(says))
            )
    return counts


def _print(name: str, made: Sequence[Example], likely: Likely, *, errors: bool) -> None:
    say = sys.stdout.write
    say(f"\n{name}: {len(made)} texts\n")
    for factor in (0.6, 0.8, 1.0, 1.3, 1.6):
        found, right = shares(made, likely, factor)
        say(f"  from {factor:.1f} times its threshold: found {found:.1%}, rightly {right:.1%}\n")
    for label, (stated, got, said, right) in sorted(_counts(made, likely).items()):
        say(f"  {label:20} {got:4}/{stated:<4} {right:4}/{said:<4}\n")
    if not errors:
        return
    for one, scores in zip(made, likely, strict=True):
        for (start, end), row, truth in zip(one.ranges, scores, one.told, strict=True):
            wrong = [
                f"{'-' if truth[at] else '+'}{label.removeprefix('SENSITIVE_')} {row[at]:.2f}"
                for at, label in enumerate(LABELS)
                if (row[at] >= _LEAST[at]) != (truth[at] > 0)
            ]
            if wrong:
                say(f"{' '.join(wrong)} {one.text.text[start:end][:160]!r}\n")


if __name__ == "__main__":
    main()
