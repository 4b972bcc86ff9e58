"""What leaves the page: the text without its data, the file without them, the key that brings them back."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from garant.privacy import Known, Label, Pseudonyms, Span, spliced
from garant.privacy.documents import DocumentNotClean, KeyFile, Remark
from garant.redaction.seeing import Seen

_BYTES_OF_A_KEY = 32
_TELLING = 8  # letters and digits of a value that nothing else in a file is likely to be


@dataclass(frozen=True, slots=True)
class Options:
    """What is masked beside what is certain, and how."""

    uncertain: bool = False
    indirect: bool = False
    readable: bool = False  # invented names that read well, instead of [PERSONNE_1234]
    shift_dates: bool = False  # dates moved by a constant number of days, instead of pseudonyms


@dataclass(frozen=True, slots=True)
class Redacted:
    """The new file, its text, and what brings the originals back."""

    data: bytes = field(repr=False)
    suffix: str
    text: str = field(repr=False)
    mapping: Mapping[str, str] = field(repr=False)
    flat: bool  # made of pixels: nothing can be put back into it
    remarks: Mapping[Remark, int]

    @property
    def key(self) -> bytes:
        """The key file, as `garant pseudonymise` writes it."""
        return KeyFile.of(self.data, self.mapping).dumped()


def masked_spans(seen: Seen, options: Options) -> Iterator[Span]:
    """What a pseudonym replaces."""
    yield from seen.reading.spans
    if options.uncertain:
        yield from (each for each in seen.reading.uncertain if isinstance(each, Span))
    for each in seen.reading.indirect:
        if options.indirect or (options.shift_dates and each.label is Label.DATE):
            yield each


def redact(seen: Seen, options: Options, *, seed: str) -> Redacted:
    """The same document, options and seed give the same pseudonyms: a page asks again for each of its downloads.

    Raises DocumentNotClean where the new file still holds what it should not.
    """
    document = seen.document
    pieces = document.pieces
    spans = seen.layout.of_pieces(masked_spans(seen, options))
    pseudonyms = Pseudonyms(
        _key(seed), avoid=pieces, readable=options.readable, shift_dates=options.shift_dates
    )
    changed = [pseudonyms.changes(piece, of_piece) for piece, of_piece in zip(pieces, spans, strict=True)]
    texts = [spliced(piece, changes) for piece, changes in zip(pieces, changed, strict=True)]
    data = document.rewritten(texts, changed)
    values = Known()
    for piece, of_piece in zip(pieces, spans, strict=True):
        values.learn(piece, of_piece)
    if _remains(values, type(document).raw_texts(data)):
        raise DocumentNotClean(file="document")
    glues = (*(document.glue(number) for number in range(len(texts) - 1)), "")
    text = "".join(part for both in zip(texts, glues, strict=True) for part in both)
    mapping = dict(pseudonyms.mapping)
    return Redacted(data, document.suffix, text, mapping, document.is_flat, dict(document.remarks))


def _remains(values: Known, texts: Iterable[str]) -> bool:
    """Whether a value that was masked still stands in the new file, in a place that no reader of it shows."""
    whole = {value: label for value, label in values.whole.items() if len(value) >= _TELLING}
    finder = Known(whole=whole).finder()
    return finder is not None and any(next(finder.find(text), None) is not None for text in texts)


def _key(seed: str) -> bytes:
    return hashlib.blake2b(
        seed.encode("utf-8", "surrogatepass"), digest_size=_BYTES_OF_A_KEY, person=b"garant.redaction"
    ).digest()
