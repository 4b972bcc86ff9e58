"""Sensitive statements, sentence by sentence, and internal documents, text by text."""

from garant.privacy.sensitive.finding import statements_in
from garant.privacy.sensitive.internal import internal_document, internal_in_text

__all__ = ["internal_document", "internal_in_text", "statements_in"]
