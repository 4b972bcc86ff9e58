"""What is a datum in one text of a request is one in all its texts.

Detection reads each text on its own, by the words around a datum. A conversation says it again without them:
our own restored answer comes back with the next turn, the person writes "dupont" after "Madame Dupont", a tool
repeats a number. What was kept from leaving in one message must not leave in another.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ahocorasick_rs import AhoCorasick, MatchKind

from garant.privacy.folded import Folded, fold
from garant.privacy.gender import told_before
from garant.privacy.labels import Label
from garant.privacy.name_context import in_role, of_a_place, opens_sentence
from garant.privacy.name_reader import known
from garant.privacy.name_words import FUNCTIONS, NOBODY, PARTICLES, TITLES
from garant.privacy.span import Span

# A shorter code says too little of anyone: a year or a price would be taken for it.
_SHORTEST_CODE = 5
_SHORTEST_NAME = 3
_SCORE = 0.52

# Stdlib `re`: one class, one repetition.
_WORD = re.compile("[a-z]+")
_KEPT = re.compile("[a-z0-9]+")
_NO_NAME = PARTICLES | NOBODY | TITLES | FUNCTIONS


@dataclass(slots=True)
class Known:
    """Values by their letters and digits alone, in lower case: separators differ from one writing to the next."""

    whole: dict[str, Label] = field(default_factory=dict)  # wherever they stand
    names: set[str] = field(default_factory=set)  # words of a name, but where a street or an office bears it
    capital: set[str] = field(default_factory=set)  # the same, words of the language: under a capital only

    def learn(self, text: str, spans: Iterable[Span]) -> None:
        """What was found in one text."""
        for span in spans:
            lower = fold(text[span.start : span.end]).lower
            value = "".join(_KEPT.findall(lower))
            if span.label is not Label.PERSON:
                if len(value) >= _SHORTEST_CODE:
                    self.whole.setdefault(value, span.label)
                continue
            words = [word for word in _WORD.findall(lower) if word not in _NO_NAME]
            if len(words) > 1:
                self.whole.setdefault(value, span.label)
            for word in words:
                if len(word) >= _SHORTEST_NAME:
                    _, _, common, town = known(word)
                    (self.capital if common or town else self.names).add(word)

    def finder(self) -> "Finder | None":
        """Looks for these values; None where there are none."""
        return Finder(self) if self.whole or self.names or self.capital else None


class Finder:
    """Finds known values in a text, whatever stands around them. Linear in the length of the text."""

    def __init__(self, values: Known) -> None:
        words = dict.fromkeys((*values.names, *values.capital), Label.PERSON)
        self._labels = words | values.whole
        self._known = values
        self._values = list(self._labels)
        self._automaton = AhoCorasick(self._values, matchkind=MatchKind.Standard)

    def find(self, text: str) -> Iterator[Span]:
        """The spans of the known values, unsorted, perhaps one within another."""
        folded = fold(text)
        compact = "".join(_KEPT.findall(folded.lower))
        matches = self._automaton.find_matches_as_indexes(compact, overlapping=True)
        if not matches:
            return
        places = [at for word in _KEPT.finditer(folded.lower) for at in range(*word.span())]
        for number, first, after in matches:
            value = self._values[number]
            start, end = places[first], places[after - 1] + 1
            if _is_whole(folded, start, end) and (
                value in self._known.whole or self._names(folded, start, end)
            ):
                yield Span(*folded.origin(start, end), self._labels[value], _SCORE)

    def _names(self, folded: Folded, start: int, end: int) -> bool:
        """Whether a word of a name names someone here, by the rules that detection has within one text."""
        text, lower = folded.text, folded.lower
        if lower[start:end] not in self._known.names:
            if not text[start].isupper():
                return False
            opens = opens_sentence(lower, start) and not told_before(text, start)  # "M. Petit" opens nothing
            if opens and not text[start:end].isupper():
                return False
        return not of_a_place(lower, start) and not in_role(lower, start, end)


def _is_whole(folded: Folded, start: int, end: int) -> bool:
    """Whether neither end stands in the middle of a word or a number."""
    text = folded.text
    return not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()
