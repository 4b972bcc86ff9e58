"""The name of a street, a residence or a hamlet: where it ends, in text with capitals or without."""

from garant.privacy.gazetteer import first_name, gazetteer
from garant.privacy.postal.reader import Reader, Token
from garant.privacy.postal.words import (
    ARTICLES,
    COMPLEMENTS_CODE,
    COMPLEMENTS_NAME,
    GENERIC,
    LEADING,
    MONTHS,
    ORDINALS,
    PAIRS,
    PARTICLES,
    SIDES,
    STOP,
    TRAILING,
)
from garant.privacy.vocabulary import TITLES

_BEFORE_A = frozenset({"ilet", "anse", "case", "trou", "fond", "ravine", "bois"})
_ABBREVIATED = frozenset(
    {"st", "ste", "dr", "gal", "mal", "cdt", "col", "cap", "pdt", "pr", "mgr", "lt", "av", "bd", "prof"}
)


def name(reader: Reader, at: int, most: int = 6, *, house: bool = False) -> int:
    """One past the last word of the name that begins at `at`; `at` where there is none.

    `house`: the name of a residence or a hamlet, which may have one more within ("universitaire Les Gazelles").
    """
    words = reader.words
    done = at
    said = 0  # words of the name, particles apart
    particles = 0
    j = at
    while j < len(words) and said <= most:
        word = words[j]
        if "\n" in word.gap or len(word.gap) > 2:
            break
        if word.shape == "p":
            if not _links(reader, j, done):
                break
            j += 1
            continue
        joined = j > at and word.gap == "" and words[j - 1].low in {"-", "'"}
        if word.shape == "d":
            after = _date(reader, j, said)
            if after == j:
                break
            done = j = after
            said += 1
            continue
        low = word.low
        if said and word.shape != "l" and j + 1 < len(words) and words[j + 1].low == ":":
            break  # the next field of a form: "villa 3  Ville : …"
        if joined and said and not (words[j - 1].low == "'" and j - 1 == done and low in STOP):
            pass  # "Sauveur" of "Saint-Sauveur", "Hugo" of "Victor-Hugo"
        elif (
            said
            and word.shape in "CU"
            and not reader.flat
            and words[done - 1].low in LEADING
            and low not in TITLES
        ):
            pass  # "Maréchal Juin"
        elif len(low) == 1 and word.shape == "C" and j + 1 < len(words) and words[j + 1].low == ".":
            pass  # "J.-F. Kennedy"
        elif low == "a" and said and j + 1 < len(words) and (words[done - 1].low, words[j + 1].low) in PAIRS:
            j += 1  # "Four à chaux"
        elif (
            low == "a"
            and house
            and words[j - 1].low in _BEFORE_A
            and not reader.flat
            and j + 1 < len(words)
            and words[j + 1].shape == "C"
        ):
            pass  # "Îlet à Cordes"
        elif low == "a" and not said and words[j - 1].low == "di":
            pass  # "strada di a Marina"
        elif (
            (low in STOP and not (said == 0 and _noun_stop(word, flat=reader.flat)))
            or (said and low in COMPLEMENTS_CODE and is_coded(reader, j + 1))
            or (said and low in COMPLEMENTS_NAME and particles == 0 and words[j - 1].low not in LEADING)
        ):
            break
        elif low in PARTICLES:
            if said and not _goes_on(reader, j, done) and not (house and _opens(reader, j)):
                break
            particles += 1
            if particles > 4:
                break
            j += 1
            continue
        elif not _belongs(reader, j, said, particles, done):
            break
        done = j = j + 1
        said += 1
        particles = 0
        if (
            done < len(words)
            and words[done].low == "."
            and words[done].gap == ""
            and _abbreviates(reader, done - 1)
        ):
            done = j = done + 1
    return done


def _noun_stop(word: Token, *, flat: bool) -> bool:
    """A few stop words that streets and houses are called after: "rue de mai", "villa Mon Repos"."""
    return (
        word.low in {"est", "mere", "pere", "fontaine", "cdt"}
        or word.low in MONTHS
        or (word.low in {"mon", "ma", "notre", "sans", "tout"} and word.shape == "C" and not flat)
    )


def _opens(reader: Reader, j: int) -> bool:
    """Whether the article at `j` opens a name of its own: "Les Gazelles" of "cité U Les Gazelles"."""
    words = reader.words
    return (
        not reader.flat
        and words[j].shape == "C"
        and words[j].low in ARTICLES
        and j + 1 < len(words)
        and words[j + 1].shape in "CU"
    )


def is_coded(reader: Reader, at: int) -> bool:
    """Whether a number, a letter or a side stands at `at`: "B" of "bât. B"."""
    words = reader.words
    while (
        at < len(words) and (words[at].low in {".", ":", "n", "no", "numero"}) and "\n" not in words[at].gap
    ):
        at += 1
    if at >= len(words) or "\n" in words[at].gap:
        return False
    value = words[at]
    if value.is_word and value.low in "abcdefgh" and not (at + 1 < len(words) and words[at + 1].low == "'"):
        return True
    return (
        value.shape == "d"
        or value.low in SIDES
        or (value.is_word and len(value.low) <= 2 and (value.low not in PARTICLES or value.shape in "CU"))
    )


def quoted(reader: Reader, at: int) -> int:
    """One past a name, with its quotation marks if it has some; `at` for none."""
    words = reader.words
    if at < len(words) and words[at].low == '"':
        after = name(reader, at + 1)
        if after > at + 1:
            return after + (after < len(words) and words[after].low == '"')
        return at
    return max(at, name(reader, at, most=4, house=True))


def _links(reader: Reader, j: int, done: int) -> bool:
    """Whether the mark at `j` joins what stands on both sides."""
    words = reader.words
    mark = words[j]
    if mark.gap != "" or j + 1 >= len(words):
        return False
    if mark.low in {"-", "'"}:
        return words[j + 1].gap == ""
    return mark.low == "." and _abbreviates(reader, j - 1) and "\n" not in words[j + 1].gap and j - 1 >= 0


def _abbreviates(reader: Reader, j: int) -> bool:
    low = reader.words[j].low
    return len(low) == 1 or low in _ABBREVIATED


def _date(reader: Reader, j: int, said: int) -> int:
    """ "8 mai 1945", "1er-Mai", or a number just after the word of the street: one past it, else `j`."""
    words = reader.words
    k = j + 1
    if k < len(words) and words[k].gap == "" and words[k].low in ORDINALS:
        k += 1
    m = k + 1 if k < len(words) and words[k].low == "-" else k
    if m < len(words) and words[m].low in MONTHS and "\n" not in words[m].gap:
        k = m + 1
        y = k + 1 if k < len(words) and words[k].low == "-" else k
        if (
            y < len(words)
            and words[y].shape == "d"
            and words[y].end - words[y].start == 4
            and "\n" not in words[y].gap
        ):
            k = y + 1
        return k
    if said == 0 and words[j].end - words[j].start <= 4:
        return k
    return j


def _goes_on(reader: Reader, j: int, done: int) -> bool:
    """Whether a particle after a first word of the name leads to more of it."""
    words = reader.words
    low = words[j].low
    if j + 1 >= len(words) or words[j + 1].gap.strip("\n") != words[j + 1].gap:
        return False
    following = words[j + 1]
    if low in {"au", "aux"}:
        return False
    if low == "et":
        return (
            first_name(gazetteer().facts(words[j - 1].low)) >= 3
            and first_name(gazetteer().facts(following.low)) >= 3
        )
    if low in {"la", "le", "les", "l"}:
        return words[j - 1].low in {"de", "sur", "sous", "en", "-", "a"}
    return not (following.low in STOP or following.low in TITLES)


def _belongs(reader: Reader, j: int, said: int, particles: int, done: int) -> bool:
    """Whether a word that is neither particle nor stop is of the name."""
    words = reader.words
    word = words[j]
    low = word.low
    before = words[j - 1].low if j else ""
    if said == 0:
        return True
    lists = gazetteer()
    if not reader.flat and word.shape in "CU":
        return True
    last = words[done - 1].low
    if low in TRAILING or (
        last in LEADING and (reader.flat or last not in {"jean", "marie", "notre", "dame"})
    ):
        return True
    if particles:
        if (last, low) in PAIRS or last in GENERIC:
            return True
        return not lists.is_common(low) and (reader.flat or said < 2)
    if not reader.flat or len(low) == 1:
        return False
    if before == "." and len(last) <= 2:
        return True
    facts = lists.facts(low)
    if first_name(lists.facts(last)) >= 3 and not (said > 1 and lists.is_common(low)):
        return True
    if lists.is_common(low):
        return False
    return said < 3 and (bool(facts) or said < 2)
