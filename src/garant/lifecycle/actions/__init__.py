"""Verbs of the uses. Each is one transaction and one journal entry, the entry last."""
