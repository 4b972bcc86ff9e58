"""Three families on the same texts, the same split: `python -m training.names.compare --corpora FOLDER`.

Prints the table of the card. The rules alone and the rules with the tagger are measured by benchmarks/privacy.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pycrfsuite
import spacy
from spacy.tokens import Doc
from spacy.training import Example as SpacyExample

from garant.privacy.gazetteer import gazetteer
from garant.privacy.tagger.features import features
from garant.privacy.tagger.model import Tagger
from garant.privacy.tagger.tokens import tokens
from training.names import network
from training.names.data import Split, as_written, split, texts_of_round
from training.names.examples import Example, example
from training.names.generate import careless, misread, typed
from training.names.scoring import runs, score
from training.names.templates import Kind, Piece, Template

SEED = 7
# Of the other families only names are asked: somebody in a newspaper is private, for want of better.
_TOLD = {
    Kind.PERSON: "PERSON",
    Kind.SOMEBODY: "PERSON",
    Kind.PUBLIC: "PUBLIC",
    Kind.PLACE: "PLACE",
    Kind.SOMEWHERE: "PLACE",
    Kind.ADDRESS: "PLACE",
}
LABELS = tuple(_TOLD.get(kind, "O") for kind in Kind)
WORDS = 300

Tell = Callable[[Example], list[int]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--corpora", type=Path, required=True, help="the folder of the public corpora (*.jsonl)"
    )
    parser.add_argument("--rounds", type=int, default=network.ROUNDS)
    arguments = parser.parse_args()
    data = split(arguments.corpora)
    parts = measured_on(data)
    print(
        f"{len(data.training)} templates and {len(data.printed)} stretches to train on, {len(data.apart)} texts apart"
    )
    print(f"| family | size, MB | ms for {WORDS} words | " + " | ".join(parts) + " |")
    for name, made in (
        ("CRF (python-crfsuite)", lambda folder: crf(data, folder)),
        ("spaCy tok2vec NER", lambda folder: tok2vec(data, folder)),
        ("convolution, bytes", lambda folder: convolution(data, folder, arguments.rounds)),
    ):
        with tempfile.TemporaryDirectory() as folder:
            started = time.perf_counter()
            tell = made(Path(folder))
            spent = time.perf_counter() - started
            size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file()) / 1e6
            scores = [score((each.kinds, tell(each)) for each in texts) for texts in parts.values()]
            line = " | ".join(f"{s.f1:.3f} ({s.precision:.2f}/{s.recall:.2f})" for s in scores)
            print(
                f"| {name} | {size:.1f} | {speed(tell, parts['as written']):.2f} | {line} | trained in {spent:.0f} s",
                flush=True,
            )


def measured_on(data: Split) -> dict[str, list[Example]]:
    """The texts apart as they were written, and as careless people and scanners would have."""

    def spoilt(how: Callable[[tuple[Piece, ...], random.Random], tuple[Piece, ...]]) -> list[Example]:
        chance = random.Random(SEED)
        return as_written([Template(t.id, t.hand, how(t.pieces, chance)) for t in data.apart])

    return {
        "as written": as_written(data.apart),
        "no capitals": spoilt(lambda pieces, chance: tuple(Piece(p.text.lower(), p.kind) for p in pieces)),
        "careless": spoilt(careless),
        "all capitals": spoilt(lambda pieces, chance: tuple(Piece(p.text.upper(), p.kind) for p in pieces)),
        "misread": spoilt(misread),
        "typos": spoilt(typed),
        "tests/cases": as_written(data.cases),
    }


def speed(tell: Tell, texts: list[Example]) -> float:
    """Milliseconds for texts of 300 words, the median; each the best of three."""
    words = " ".join(each.text for each in texts).split(" ")
    times = []
    for at in range(0, min(len(words), 40 * WORDS) - WORDS, WORDS):
        one = example([Piece(" ".join(words[at : at + WORDS]))])
        best = min(_timed(lambda one=one: tell(one)) for _ in range(3))  # type: ignore[misc]
        times.append(best * 1e3)
    return statistics.median(times)


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def convolution(data: Split, folder: Path, rounds: int) -> Tell:
    network.write(network.train(data, SEED, rounds, say=False), folder / "weights.npz")
    with np.load(folder / "weights.npz") as stored:
        return telling(Tagger({name: stored[name] for name in stored.files}))


def telling(tagger: Tagger) -> Tell:
    """What the run time tells, tokens cut anew."""
    return lambda one: [int(kind) for kind in tagger.probabilities(tokens(one.text)).argmax(1)]


# Conditional random field


def crf(data: Split, folder: Path) -> Tell:
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for one in texts_of_round(data, SEED):
        trainer.append(pycrfsuite.ItemSequence(list(_items(one))), [LABELS[kind] for kind in one.kinds])
    trainer.set_params({"c1": 0.05, "c2": 0.01, "max_iterations": 60, "feature.minfreq": 3})
    path = folder / "names.crfsuite"
    trainer.train(str(path))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return lambda one: [
        LABELS.index(label) for label in tagger.tag(pycrfsuite.ItemSequence(list(_items(one))))
    ]


def _items(one: Example) -> Iterator[list[str]]:
    lists = gazetteer()
    facts = [features(form, lists) for form in one.tokens.forms]
    for at, style in enumerate(one.tokens.styles):
        items = ["bias", f"style={style}"]
        for offset in (-3, -2, -1, 0, 1, 2, 3):
            if not 0 <= at + offset < len(facts):
                items.append(f"{offset}:none")
                continue
            fact = facts[at + offset]
            items += (
                f"{offset}:w={fact.word}",
                f"{offset}:s={fact.shape}",
                f"{offset}:f={fact.frequency}",
                f"{offset}:k={fact.kind}",
            )
            if offset == 0:
                items += (
                    f"e={fact.ending}",
                    f"x={fact.suffix}",
                    f"p={fact.prefix}",
                    f"fs={fact.frequency}/{fact.shape}",
                )
            if offset == 1 and at:
                items.append(f"-1/+1={facts[at - 1].word}/{fact.shape}")
        yield items


# spaCy


def tok2vec(data: Split, folder: Path, rounds: int = 3) -> Tell:
    spacy.util.fix_random_seed(SEED)
    language = spacy.blank("fr")
    recogniser = language.add_pipe("ner")
    for label in ("PRIVATE", "PUBLIC", "PLACE"):
        recogniser.add_label(label)
    optimiser = language.initialize()
    for number in range(rounds):
        made = [_spacy_example(language, one) for one in texts_of_round(data, SEED * 1000 + number)]
        for batch in spacy.util.minibatch(made, 64):
            language.update(batch, sgd=optimiser, drop=0.2)
    with language.use_params(optimiser.averages):
        language.to_disk(folder / "spacy")
    kept = spacy.load(folder / "spacy")

    def tell(one: Example) -> list[int]:
        doc = kept.get_pipe("ner")(_doc(kept, one))
        kinds = [0] * len(one.kinds)
        for span in doc.ents:
            kinds[span.start : span.end] = [LABELS.index(span.label_)] * (span.end - span.start)
        return kinds

    return tell


def _doc(language: spacy.language.Language, one: Example) -> Doc:
    spaces = [
        end < start for end, start in zip(one.tokens.ends, [*one.tokens.starts[1:], 1 << 60], strict=True)
    ]
    return Doc(language.vocab, words=one.tokens.forms, spaces=spaces)


def _spacy_example(language: spacy.language.Language, one: Example) -> SpacyExample:
    doc = _doc(language, one)
    reference = _doc(language, one)
    reference.ents = [
        spacy.tokens.Span(reference, first, after, label=LABELS[kind])
        for kind in _TOLD
        for first, after in runs(one.kinds, kind)
    ]
    return SpacyExample(doc, reference)


if __name__ == "__main__":
    main()
