"""Names by which families and neighbours call somebody: "tonton momo", "Mamie Jo", "la mère Hautbois", "chez les Cazalbou"."""

from garant.privacy.name_page import Page, Word
from garant.privacy.name_words import CALLED, CALLED_CAPITAL, CALLS, FUNCTIONS, NOBODY, PARTICLES, TITLES
from garant.privacy.vocabulary import as_words

_NEED_CAPITAL = frozenset({"meme", "pepe", "man"})
_ARTICLES = frozenset({"le", "la", "l"})
_BEFORE_FAMILIES = as_words("chez est avec contre voisins voisine famille familles cousins par aux")
# "nono", "Féfé": a syllable twice is what a small child makes of a name, where it is no word of the language.
_TWICE_BEFORE = as_words("chez c cest avec pour par moi et voir dit")
_VOWELS = frozenset("aeiouy")
_SCORE, _EPITHET, _FAMILY = 0.75, 0.6, 0.75
_SHORTEST = 2
_FAMILY_KNOWN = 3  # from this level on a surname is one after "les" wherever it stands
_KINDS_OF_PEOPLE = ("ais", "ois", "ens", "ains", "iens", "istes", "eens", "es", "ards", "eurs", "aux")


def read_called(page: Page) -> None:
    """Adds them to the page."""
    for at, word in enumerate(page.words):
        if word.calls:
            if word.lower in CALLS:
                _read_after(page, at)
            elif _is_twice(page.words, at):
                page.add(at, at, _FAMILY)


def _read_after(page: Page, at: int) -> None:
    """The name that follows a word of those by which somebody is called."""
    words = page.words
    if at + 1 == len(words) or page.text[page.ends[at] : page.starts[at + 1]] != " ":
        return
    word, name = words[at], words[at + 1]
    lower, small = word.lower, word.shape == "l"
    capital = name.shape in "CU"
    if not _may_name(name):
        return
    if lower == "les":
        if small and name.shape == "C" and _is_family(words, at):
            page.add(at + 1, at + 1, _FAMILY)
    elif lower in CALLED:
        if capital or not name.common:
            whole = capital and not small  # "Mamie Jo" is what she is called
            page.add(at if whole else at + 1, at + 1, _SCORE)
    elif lower in CALLED_CAPITAL:
        if not capital:
            return
        if lower not in _NEED_CAPITAL:
            page.add(at + 1, at + 1, _SCORE)
        elif not small and not name.common and name.first < 6:  # and not "Même Karim"
            page.add(at, at + 1, _SCORE)
    elif capital and at and _is_called_so(words[at - 1], word) and not name.town:
        known = not name.common or name.first >= 4 or name.last >= 5
        page.add(at + 1, at + 1, _EPITHET if known else 0.4)


def _is_twice(words: list[Word], at: int) -> bool:
    word = words[at]
    if word.common or word.town or word.lower in NOBODY or word.lower[1] not in _VOWELS:
        return False
    if word.shape == "l":
        return at > 0 and words[at - 1].lower in _TWICE_BEFORE
    return word.shape == "C"


def _is_called_so(article: Word, epithet: Word) -> bool:
    """ "le grand Stan", "la Petite Marie"; "Le Petit Nicolas" is a book."""
    return article.lower in _ARTICLES and not (article.shape == "C" == epithet.shape)


def _may_name(word: Word) -> bool:
    lower = word.lower
    return (
        len(lower) >= _SHORTEST
        and lower not in NOBODY
        and lower not in FUNCTIONS
        and lower not in TITLES
        and lower not in PARTICLES
        and not (word.shape == "U" and len(lower) < 4 and not word.first)
    )


def _is_family(words: list[Word], at: int) -> bool:
    name = words[at + 1]
    if name.common or name.town or name.lower.endswith(_KINDS_OF_PEOPLE):
        return False
    return name.last >= _FAMILY_KNOWN or (at > 0 and words[at - 1].lower in _BEFORE_FAMILIES)
