"""Sensitive statements, sentence by sentence, and internal documents, text by text."""

from garant.privacy.folded import Folded
from garant.privacy.sensitive.finding import statements, statements_in
from garant.privacy.sensitive.internal import READ, internal_document, internal_in
from garant.privacy.sensitive.lexicon import flatten
from garant.privacy.statement import Statement

__all__ = ["internal_document", "said", "statements"]


def said(text: str, folded: Folded) -> list[Statement]:
    """What the sentences of a text say, and what it is as a whole, sorted. `folded`: the whole text, folded before."""
    flat = flatten(folded)
    whole = internal_in(folded, flat, len(text)) if len(text) <= READ else internal_document(text)
    return sorted((*statements_in(folded, flat), *(() if whole is None else (whole,))))
