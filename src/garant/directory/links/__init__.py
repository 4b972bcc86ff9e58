"""Signing in by a link sent by e-mail, for people without a directory or a password at hand."""
