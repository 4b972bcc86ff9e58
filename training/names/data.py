"""What is trained on and what is measured on: one split for all families."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from garant.privacy import name_context, name_words
from training.names.examples import Example, example
from training.names.generate import composed, excerpt, instance, noisy
from training.names.people import people
from training.names.templates import (
    PERSONS,
    Kind,
    Template,
    contexts,
    marked_texts,
    phrases,
    public_corpora,
    split_by_hand,
)

ROOT = Path(__file__).parents[2]
TEXTS = ROOT / "training" / "texts"
CASES = ROOT / "tests" / "cases" / "privacy"
NUMBERS = CASES.with_name("numbers")
SEEN = CASES / "seen"  # once measured on, then learnt from
APART = 4  # one hand in so many is never trained on
COMPOSED, MARKED, PRINTED = 2500, 7000, 600  # texts of each source in a round


@dataclass(frozen=True, slots=True)
class Split:
    """Templates for training, and those whose hands it never sees."""

    training: list[Template]
    apart: list[Template]
    cases: list[Template]
    printed: list[Template]


def split(corpora: Path | None, *, everything: bool = False) -> Split:
    """`everything`: the hands apart are trained on too, for the model that ships."""
    texts = marked_texts(TEXTS) + marked_texts(SEEN)
    training, apart = split_by_hand(texts, APART)
    in_context = contexts(NUMBERS)  # names are not told in them: nothing to measure on
    return Split(
        (texts if everything else training) + in_context,
        apart,
        marked_texts(CASES),
        public_corpora(corpora) if corpora else [],
    )


def texts_of_round(data: Split, seed: int) -> list[Example]:
    """A round of training: new texts from templates each time; the same seed gives the same ones."""
    chance = random.Random(seed)
    sentences = phrases()
    cast = people()
    found = [
        example(noisy(instance(composed(sentences, chance), cast, chance), chance)) for _ in range(COMPOSED)
    ]
    for number in range(MARKED if data.training else 0):
        template = data.training[number % len(data.training)]
        if chance.random() < 0.5:
            template = excerpt(template, chance)
        found.append(example(noisy(instance(template, cast, chance), chance)))
    for template in chance.sample(data.printed, min(PRINTED, len(data.printed))):
        pieces = instance(template, cast, chance) if chance.random() < 0.5 else template.pieces
        found.append(example(pieces))
    chance.shuffle(found)
    return [each for each in found if each.kinds]


def as_written(templates: Iterable[Template]) -> list[Example]:
    return [each for template in templates if (each := example(template.pieces)).kinds]


def vocabulary(data: Split) -> list[str]:
    """Words that keep a vector of their own: those around names, never names."""
    counts: Counter[str] = Counter()
    for sentence in (pieces for register in phrases().values() for pieces in register):
        counts.update(dict.fromkeys(_words(example(sentence)), 3))
    for template in data.training:
        counts.update(dict.fromkeys(_words(example(template.pieces)), 2))
    for template in data.printed:
        counts.update(dict.fromkeys(_words(example(template.pieces)), 1))
    words = {
        word for word, number in counts.items() if number >= 4 or (len(word) == 1 and not word.isalnum())
    }
    words.update(*word_lists().values())
    return sorted(word for word in words if word and word.isascii() and " " not in word)


def _words(one: Example) -> set[str]:
    return {
        form.lower()
        for form, kind in zip(one.tokens.forms, one.kinds, strict=True)
        if kind not in PERSONS and kind != Kind.UNSAID and (form[0].isalpha() or not form.isalnum())
    }


def word_lists() -> dict[str, frozenset[str]]:
    """Words that belong together: what is learnt of one serves the others. Frozen into the vocabulary's vectors."""

    def single(words: Sequence[str]) -> frozenset[str]:
        return frozenset(part for word in words for part in word.replace("'", " ").split() if len(part) > 2)

    return {
        "titles": name_words.TITLES,
        "particles": name_words.PARTICLES,
        "streets": name_words.STREETS,
        "places": name_words.OF_PLACES,
        "nobody": name_words.NOBODY,
        "functions": name_words.FUNCTIONS,
        "offices": name_words.OFFICES,
        "announcers": single(name_context._ANNOUNCERS),
        "relatives": single(name_context._RELATIVES),
        "kin": single(name_context._KIN),
        "closings": single(name_context._CLOSINGS),
        "roles": single(tuple(name_context._ROLE_HINTS)),
    }
