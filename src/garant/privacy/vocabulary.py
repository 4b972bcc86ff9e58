"""Word lists, written as text so that they stay readable in a review."""


def as_words(text: str) -> frozenset[str]:
    """The words of `text`, separated by any blanks."""
    return frozenset(text.split())
