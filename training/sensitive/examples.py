"""Marked texts as the network reads them."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from training.sensitive.texts import Text

from garant.privacy.folded import fold
from garant.privacy.sensitive.finding import lexicon_hits, parts
from garant.privacy.sensitive.network import LABELS, Part
from garant.privacy.tagger import tokens


@dataclass(slots=True)
class Example:
    """A part of a text; `told` has a row for each sentence, a column for each label."""

    text: Text
    part: Part
    ranges: list[tuple[int, int]]  # of the sentences, in the text as written
    told: NDArray[np.float32]


def examples(texts: Iterable[Text]) -> list[Example]:
    """A sentence says what a mark that overlaps it says."""
    made = []
    for text in texts:
        folded = fold(text.text)
        for ranges, _, part in parts(folded, tokens(folded.text), lexicon_hits(folded)):
            places = [folded.origin(*each) for each in ranges]
            told = [[text.says(start, end, label) for label in LABELS] for start, end in places]
            made.append(Example(text, part, places, np.array(told, np.float32)))
    return made
