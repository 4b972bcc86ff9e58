"""Filters that every template of the project may use (a builtin library of the template engine)."""
