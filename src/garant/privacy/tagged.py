"""A block as the tagger sees it: its tokens, and what each may be."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from garant.privacy.name_words import PARTICLES
from garant.privacy.tagger import ADDRESS, CASE_ID, PLACE, PRIVATE, PUBLIC, Tokens, tagger
from garant.privacy.tagger.layers import Floats

_SEEN: Final = 0.30  # what the tagger holds for less likely is not looked at
_JOINTS = frozenset("-'.")


def tagged_each(texts: Sequence[Tokens]) -> list["Tagged"]:
    """Several texts, which the tagger reads together."""
    return [Tagged(*each) for each in zip(texts, tagger().of_each(texts), strict=True)]


class Tagged:
    """The tokens of a block, and how likely each is of each of the tagger's kinds."""

    def __init__(self, found: Tokens, likely: Floats | None = None) -> None:
        """`likely`: what the tagger says of each token, where it was asked already."""
        self.tokens = found
        if likely is None:
            likely = tagger().probabilities(found)
        self.likely = likely
        # A name may be part of a reference: "24118 - KOUASSI".
        self.private: list[float] = (likely[:, PRIVATE] + likely[:, CASE_ID]).tolist()
        places = likely[:, PLACE] + likely[:, ADDRESS]
        self._elsewhere: list[float] = np.maximum(likely[:, PUBLIC], places).tolist()
        letters = found.letters
        seen: list[int] = (likely[:, PRIVATE] >= _SEEN).nonzero()[0].tolist()
        self._likely = [at for at in seen if letters[at]]

    def of(self, first: int, after: int) -> tuple[float, float]:
        """How likely the words among these tokens are private, and somebody public's or a place's: the mean of
        each, initials apart.
        """
        letters = self.tokens.letters
        private = elsewhere = 0.0
        words = 0
        for at in range(first, after):
            if letters[at] > 1:
                words += 1
                private += self.private[at]
                elsewhere += self._elsewhere[at]
        if not words:
            return max(self.private[first:after], default=0.0), 0.0
        return private / words, elsewhere / words

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that begin in text[start:end]."""
        starts = self.tokens.starts
        return bisect_left(starts, start), bisect_left(starts, end)

    def runs(self) -> Iterator[tuple[int, int]]:
        """Token ranges that may be names; hyphens, apostrophes, points and particles may stand inside."""
        first = last = -1
        for at in self._likely:
            if first >= 0 and (at == last + 1 or (at == last + 2 and self._joined(last + 1))):
                last = at
                continue
            if first >= 0:
                yield first, last + 1
            first = last = at
        if first >= 0:
            yield first, last + 1

    def _joined(self, at: int) -> bool:
        """Whether the token belongs within a name: a particle, or a mark that touches one of its neighbours."""
        form = self.tokens.forms[at]
        if form in _JOINTS:
            starts, ends = self.tokens.starts, self.tokens.ends
            return ends[at - 1] == starts[at] or ends[at] == starts[at + 1]
        return form.lower() in PARTICLES
