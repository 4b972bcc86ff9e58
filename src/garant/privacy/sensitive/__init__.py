"""Sensitive statements, sentence by sentence, and internal documents, text by text."""
