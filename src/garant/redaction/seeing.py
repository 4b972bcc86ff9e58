"""A document as it is seen: its text in one piece, and what stands in it once a person has corrected it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from garant.privacy import Own, Reading, Span, Statement, merge, read
from garant.privacy.documents import Document, open_bytes
from garant.redaction.corrections import Corrections
from garant.redaction.laying import Layout
from garant.redaction.uploads import Given
from garant.words import DataClass


@dataclass(frozen=True, slots=True)
class Seen:
    """Offsets of `reading` are those of `text`: the pieces of the document, with what stands between them."""

    document: Document
    layout: Layout
    reading: Reading

    @property
    def text(self) -> str:
        return self.layout.text


def see(given: Given, *, own: Own, corrections: Corrections, certainty: Mapping[DataClass, float]) -> Seen:
    """Read a document. `own` is the organisation's, `certainty` its charter's. Raises the errors of documents."""
    document = open_bytes(given.data, given.name)
    layout = Layout(document)
    text = layout.text
    reading = read(text, corrections.with_own(own))
    if certainty:
        reading = reading.at(certainty)
    reading = corrections.applied(reading, text)
    reading = replace(reading, spans=merge((*layout.whole_pieces(), *reading.spans), len(text)))
    return Seen(document, layout, _without_twice(reading, len(text)))


def _without_twice(reading: Reading, length: int) -> Reading:
    """What is masked anyway is no longer to be looked at."""
    taken = bytearray(length)
    for span in reading.spans:
        taken[span.start : span.end] = b"\1" * (span.end - span.start)

    def free(each: Span | Statement) -> bool:
        return isinstance(each, Statement) or not any(taken[each.start : each.end])

    return replace(
        reading,
        indirect=tuple(filter(free, reading.indirect)),
        uncertain=tuple(filter(free, reading.uncertain)),
    )
