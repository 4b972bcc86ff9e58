"""Names of persons: what lists of names, titles, order and neighbours say, then the whole document.

Rules, from the surest to the weakest, each with its score:

- after a title ("Mme BENALI", "m. petit", "Dr A. Roux"): 0.9
- first name and surname, or SURNAME and first name: 0.85; one of the two unknown to the lists: 0.75
- after words that announce a name ("je m'appelle", "Nom :", "signé"): 0.8
- a first name alone, that no common word is: 0.6; initials with a surname ("J. Dupont"): 0.7
- anywhere else in the document, any case, once found: 0.55 (`propagated`)

Nobody's: names of streets, schools, bodies and laws; elected members and the State's representatives in their
public role.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from garant.privacy.folded import Folded
from garant.privacy.labels import Label
from garant.privacy.name_context import in_role, of_a_place, opens_sentence
from garant.privacy.name_reader import Reader, known
from garant.privacy.name_words import FUNCTIONS, NOBODY, PARTICLES, TITLES
from garant.privacy.span import Span

_TOKEN = re.compile("[a-z]+")  # stdlib `re`: one class, one repetition


@dataclass(frozen=True, slots=True)
class Names:
    """What one block says: names of private persons, and the words of names that act in a public role."""

    spans: tuple[Span, ...]
    public: frozenset[str] = frozenset()


def read(block: Folded) -> Names:
    """The names in a block, and the dates of birth beside them."""
    spans, public = Reader(block).read()
    return Names(tuple(spans), frozenset(public))


def over_document(folded: Folded, spans: Sequence[Span], public: frozenset[str]) -> list[Span]:
    """`spans` and what follows from them: each name found is one everywhere, in any case, but where it is public."""
    kept: list[Span] = []
    sure: set[str] = set()  # words that are nobody's but the person's
    capital: set[str] = set()  # words of the language, names only where they bear a capital
    for span in spans:
        if span.label is not Label.PERSON:
            kept.append(span)
            continue
        words = [
            word for word in _TOKEN.findall(folded.lower[span.start : span.end]) if word not in PARTICLES
        ]
        if words and public.issuperset(words):
            continue
        kept.append(span)
        if span.score < 0.55:
            continue
        for word in words:
            first, _, common, town = known(word)
            if len(word) < 3 or word in NOBODY or word in TITLES or word in FUNCTIONS or word in public:
                continue
            (capital if common or town or (len(word) < 4 and not first) else sure).add(word)
    if sure or capital:
        kept += _everywhere(folded, sure, capital)
    return kept


def _everywhere(folded: Folded, sure: set[str], capital: set[str]) -> Iterator[Span]:
    text, lower = folded.text, folded.lower
    for token in _TOKEN.finditer(lower):
        word = token[0]
        if word in sure or (word in capital and text[token.start()].isupper()):
            start, end = token.span()
            if word in capital and not text[start:end].isupper() and opens_sentence(lower, start):
                continue
            if not of_a_place(lower, start) and not in_role(lower, start, end):
                yield Span(start, end, Label.PERSON, 0.52)
