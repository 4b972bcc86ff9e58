"""A span: where a personal datum stands in a text, and what it is."""

from dataclasses import dataclass

from garant.privacy.labels import Label
from garant.words import DataClass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`text[start:end]`, offsets in characters (code points). `score` is in 0..1: how sure the engine is."""

    start: int
    end: int
    label: Label
    score: float = 1.0

    @property
    def data_class(self) -> DataClass:
        return self.label.data_class
