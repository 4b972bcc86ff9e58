"""Lessons learned, so that others need not learn them again."""
