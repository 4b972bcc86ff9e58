"""Pseudonyms for one request: which texts change, and what brings the answer back."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from garant.gateway.inspection import Found, Inspection
from garant.gateway.view import Cut, Plain
from garant.privacy import Pseudonyms, Span, merge
from garant.words import DataClass


@dataclass(frozen=True, slots=True)
class Masked:
    """The changed texts by place, and placeholder → original for this request alone."""

    texts: Mapping[tuple[int | str, ...], str] = field(repr=False)
    originals: Mapping[str, str] = field(repr=False)


NOTHING_MASKED = Masked({}, {})


def mask(inspection: Inspection, classes: frozenset[DataClass], *, key: bytes) -> Masked:
    """The texts without the data of these classes. The same key and value give the same pseudonym.

    A statement ("elle est suivie pour un diabète") can't be cut out of its text: it is pseudonymous once nothing
    tells any more of whom it speaks, so every datum of the request that points to somebody goes.
    """
    stated = any(each.data_class in classes for found in inspection.found for each in found.statements)
    changing = [(found, chosen) for found in inspection.found if (chosen := _chosen(found, classes, stated))]
    if not changing:
        return NOTHING_MASKED
    pseudonyms = Pseudonyms(key, avoid=(found.position.view.text for found in inspection.found))
    texts = {found.position.place: _masked(found, chosen, pseudonyms) for found, chosen in changing}
    return Masked(texts, dict(pseudonyms.mapping))


def _chosen(found: Found, classes: frozenset[DataClass], stated: bool) -> list[Span]:
    """What goes. Beside a statement it is all that may point to somebody: elected members, places and dates too."""
    length = len(found.position.view.text)
    if stated:
        return list(merge((*found.spans, *found.pointing), length))
    spans = merge((*found.spans, *found.indirect), length) if found.indirect else found.spans
    return [span for span in spans if span.data_class in classes]


def _masked(found: Found, spans: list[Span], pseudonyms: Pseudonyms) -> str:
    view = found.position.view
    if isinstance(view, Plain):
        return pseudonyms.mask(view.text, spans)
    cuts: list[Cut] = []
    done = 0
    for span in spans:
        for start, end in view.split(span.start, span.end):
            # A backslash before "[" belongs to the forms of a placeholder: it comes back with the value.
            while start > done and view.text[start - 1] == "\\":
                start -= 1
            if start < done:
                continue  # two data within one number: it is gone already
            value = view.text[start:end]
            if any(map(str.isalnum, value)):
                cuts.append(Cut(start, end, pseudonyms.mask(value, [Span(0, len(value), span.label)])))
                done = end
    return view.rewrite(cuts)
