"""Word lists, written as text so that they stay readable in a review."""


def as_words(text: str) -> frozenset[str]:
    """The words of `text`, separated by any blanks."""
    return frozenset(text.split())


# Folded, for all that read texts; each adds its own.
TITLES = as_words("m mm mr mme mmes mlle mlles monsieur messieurs madame mesdames mademoiselle")
STREETS = as_words("rue avenue boulevard chemin impasse allee quai route")
