"""Pseudonymising for those who must use another AI: a page, its corrections, its way back. Nothing is kept."""
