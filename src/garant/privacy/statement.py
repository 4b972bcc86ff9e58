"""A statement: a sentence, or a whole text, that says something of a person or of the house which must not leave."""

from dataclasses import dataclass, field

from garant.privacy.labels import Label
from garant.words import DataClass


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """`text[start:end]` says it; `words` are the ranges, within the text, of the words that gave it away.

    Offsets in characters (code points). `score` is in 0..1: how sure the engine is. A statement may overlap
    spans and other statements: a sentence may tell of a child and of its health.
    """

    start: int
    end: int
    label: Label
    score: float = 1.0
    words: tuple[tuple[int, int], ...] = field(default=())

    @property
    def data_class(self) -> DataClass:
        return self.label.data_class
