"""Names by which families and neighbours call somebody: "tonton momo", "Mamie Jo", "la mère Hautbois", "chez les Cazalbou"."""

from garant.privacy.name_page import Page, Word
from garant.privacy.name_words import FUNCTIONS, NOBODY, PARTICLES, TITLES
from garant.privacy.vocabulary import as_words

# What is said to somebody old or near before their name, with or without a capital.
_CALLED = as_words(
    "papi papy papie mamie mamy mami tonton tata tatie tantine tati nounou memere pepere dada papou"
)
# These only where the name has a capital: they are words of other use.
_CALLED_CAPITAL = as_words("meme pepe man oncle tante cousin cousine parrain marraine abbe")
_NEED_CAPITAL = frozenset({"meme", "pepe", "man"})
# After "la", "le": "la mère Hautbois", "le grand Stan".
_EPITHETS = as_words("pere mere petit petite grand grande gros grosse vieux vieille fils fille veuve")
_ARTICLES = frozenset({"le", "la", "l"})
_BEFORE_FAMILIES = as_words("chez est avec contre voisins voisine famille familles cousins par aux")
# "nono", "Féfé": a syllable twice is what a small child makes of a name, where it is no word of the language.
_TWICE_BEFORE = as_words("chez c cest avec pour par moi et voir dit")
_VOWELS = frozenset("aeiouy")
_SCORE, _EPITHET, _FAMILY = 0.75, 0.6, 0.75
_SHORTEST = 2
_FAMILY_KNOWN = 3  # from this level on a surname is one after "les" wherever it stands
_KINDS_OF_PEOPLE = ("ais", "ois", "ens", "ains", "iens", "istes", "eens", "es", "ards", "eurs", "aux")
_WATCHED = _CALLED | _CALLED_CAPITAL | _EPITHETS | {"les"}


def read_called(page: Page) -> None:
    """Adds them to the page. A look at each word, and at its neighbours where it is one of these."""
    words = page.words
    for at in range(len(words)):
        lower = words[at].lower
        if len(lower) == 4 and lower[:2] == lower[2:] and _is_twice(words, at):
            page.add(words[at].start, words[at].end, _FAMILY)
        if (
            lower not in _WATCHED
            or at + 1 == len(words)
            or page.text[words[at].end : words[at + 1].start] != " "
        ):
            continue
        name = words[at + 1]
        capital = name.shape in "CU"
        if not _may_name(name):
            continue
        if lower == "les":
            if words[at].shape == "l" and name.shape == "C" and _is_family(words, at):
                page.add(name.start, name.end, _FAMILY)
        elif lower in _CALLED:
            if capital or not name.common:
                whole = capital and words[at].shape != "l"  # "Mamie Jo" is what she is called
                page.add((words[at] if whole else name).start, name.end, _SCORE)
        elif lower in _CALLED_CAPITAL:
            if not capital:
                continue
            if lower not in _NEED_CAPITAL:
                page.add(name.start, name.end, _SCORE)
            elif words[at].shape != "l" and not name.common and name.first < 6:  # and not "Même Karim"
                page.add(words[at].start, name.end, _SCORE)
        elif capital and at and _is_called_so(words[at - 1], words[at]) and not name.town:
            page.add(
                name.start,
                name.end,
                _EPITHET if not name.common or name.first >= 4 or name.last >= 5 else 0.4,
            )


def _is_twice(words: list[Word], at: int) -> bool:
    word = words[at]
    if (
        word.common
        or word.town
        or word.lower in NOBODY
        or word.lower in _WATCHED
        or word.lower[1] not in _VOWELS
    ):
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
