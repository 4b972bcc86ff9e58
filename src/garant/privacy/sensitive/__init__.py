"""Sensitive statements, sentence by sentence, and internal documents, text by text."""

from garant.privacy.sensitive.finding import statements
from garant.privacy.sensitive.internal import internal_document

__all__ = ["internal_document", "statements"]
