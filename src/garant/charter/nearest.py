"""The name that a person most likely meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name closest to `word`, case aside, or None where nothing comes near."""
    by_folded = {name.casefold(): name for name in known}
    matches = get_close_matches(word.casefold()[:100], list(by_folded), n=1, cutoff=0.5)
    return by_folded[matches[0]] if matches else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of an error sentence: the nearest name, or the list of the names where none comes near."""
    names = list(known)
    guess = nearest(word, names)
    if guess is not None:
        return f"Vouliez-vous écrire « {guess} » ?"
    return f"Noms connus : {', '.join(names)}."
