"""Dates de naissance told rather than written, and those that "je suis du", "ma date :" announce."""

import re

from garant.privacy.announced import YEAR, Announced, Judge, Value
from garant.privacy.detectors.date_birth import ANY_DATE, BODY, WORDS, reach
from garant.privacy.detectors.date_words import MONTH, NUMBER, RUN, is_whole
from garant.privacy.labels import Label

# "né, d'après la fiche, un 3 mai 1950"
_ASIDE = re.compile(r",[^,.;\n0-9]{3,30},[ ](?:le[ ]|un[ ]|en[ ])?")
_OPENING_OF_NE = re.compile(r"[\s,:(]{0,3}(?:le|la|en|un|a|au|aux|du|vers|presume|1e|\d)\b")
_AT_FEAST = re.compile(r"[ ]a[ ](?:la[ ]|l')?")  # "né à la Saint-Michel 1933"
_IN = re.compile(r"[ ](?:en|vers)[ ]")
_YEAR_IN_WORDS = re.compile(
    r"(?:mil|deux[ -]mil|quatre[ -]vingt|soixante|cinquante|quarante|trente|vingt)", re.IGNORECASE
)


def _reach_told(value: Value) -> float:
    if _ASIDE.fullmatch(value.link) is not None or _AT_FEAST.fullmatch(value.link) is not None:
        return 1.0
    return reach(value)


def _judge_told(value: Value) -> float:
    if BODY.search(value.before(40)) is not None:
        return 0.0
    if _IN.fullmatch(value.link) is not None and _YEAR_IN_WORDS.match(value.text) is not None:
        return 0.9  # "née en soixante-huit"
    if value.word in _CAME and _HAS_MONTH.search(value.text.lower()) is not None:
        return 0.9  # "venue au monde le deux décembre dernier"
    return 0.96 if is_whole(value.text) else 0.0


# "Je suis du 9 sept. 57", "elle est de la Toussaint 1961"; "elle" may be a letter: then its year is a late one.
_OF = re.compile(r"[ ](?:du|de|des)[ ](?:la[ ])?")
_OF_OPENING = re.compile(
    rf"[ ](?:du|de|des)[ ](?:la[ ])?(?:\d|(?:{MONTH}|{NUMBER})|toussaint|saint|noel|lundi|mois)"
)
_LATE = re.compile(r"20(?:1[6-9]|[2-9]\d)\b|[/.-](?:1[6-9]|2[0-9])$")


def _after(link: re.Pattern[str]) -> Judge:
    """A reach: just this stands between the word and the date."""
    return lambda value: 1.0 if link.fullmatch(value.link) is not None else 0.0


_WE = frozenset({"je suis", "jsuis", "j'suis", "chuis", "on est"})


def _judge_of(value: Value) -> float:
    if not is_whole(value.text) or (value.word not in _WE and _LATE.search(value.text) is not None):
        return 0.0
    return 0.7


# "Ils ont mis 01/01/1997": what a record says of somebody's birth
_PUT = re.compile(r",?[ ](?:le[ ]|que c'etait le[ ])?")


def _judge_early(value: Value) -> float:
    return 0.6 if is_whole(value.text) and _LATE.search(value.text) is None else 0.0


# "L'an mil neuf cent trente, le dix mai, est née …": an act
_BLANK = re.compile("[ ]")
_IN_ACT = re.compile(r"[^.\n]{0,60}\b(?:est|sont) nee?s?\b")


def _judge_act(value: Value) -> float:
    return 0.7 if _IN_ACT.match(value.after(70)) is not None and is_whole(value.text) else 0.0


# "Ma date : 31 du 8, 79", "État civil : 6/6/66"
_SIGN = re.compile(r"[ ]?[:=][ ]?(?:le[ ])?")

_ALONE = re.compile(r"(?!)")  # a second date is another's or of something else
_SEVERAL = ("nes", "nees", "ne(e)s", "ne(es)")
_CAME = ("venu au monde", "venue au monde", "vu le jour", "vit le jour")
_HAS_MONTH = re.compile(MONTH)
_TOLD_WORDS = (*(word for word in WORDS if word != "ne" and word not in _SEVERAL), *_CAME)

# "Lui : 6 mai 1988. Elle : 21-07-1992", "accompagnateurs : moi 08/05/1983"
_BESIDE_PRONOUN = re.compile(r"[ ]?[,:(][ ]?|[ ]")
_PRONOUN_OPENING = re.compile(rf"(?:[ ]?[,:(])?[ ]?(?:[0-3]?\d[ ./-]|1er[ ]|{NUMBER}[ ])")


def _judge_pronoun(value: Value) -> float:
    """A whole day of a year in which a grown-up was born."""
    year = YEAR.search(value.text)
    if not is_whole(value.text) or year is None or int(year[0]) > _GROWN_UP or _WENT.search(value.before(30)):
        return 0.0
    return 0.6


_GROWN_UP = 2010
_WENT = re.compile(r"\b(?:avec|chez|pour|par|sans|a) $")


# "majeur depuis le 15/01/2008", "majeure le 14 juillet (14-07-2007)"
_OF_AGE = re.compile(r"[ ](?:depuis[ ]|au[ ])?(?:le[ ])?")


def _judge_of_age(value: Value) -> float:
    return 0.65 if value.text[:1].isdigit() else 0.0


_DAY = re.compile(ANY_DATE, re.IGNORECASE)
_AGAIN = re.compile(r"[ ]\(")

ANNOUNCED = (
    Announced(
        Label.DATE_BIRTH, _TOLD_WORDS, _judge_told, shape=RUN, in_words=True, reach=_reach_told, also=_ALONE
    ),
    Announced(
        Label.DATE_BIRTH,
        ("ne",),
        _judge_told,
        shape=RUN,
        in_words=True,
        reach=_reach_told,
        opening=_OPENING_OF_NE,
        also=_ALONE,
    ),
    Announced(
        Label.DATE_BIRTH,
        ("je suis", "jsuis", "j'suis", "chuis", "il est", "elle est", "on est"),
        _judge_of,
        shape=RUN,
        in_words=True,
        reach=_after(_OF),
        opening=_OF_OPENING,
    ),
    Announced(
        Label.DATE_BIRTH,
        ("ont mis", "ont ecrit", "ont inscrit", "ont note", "m'a mis", "m'a inscrit"),
        _judge_early,
        shape=RUN,
        reach=_after(_PUT),
        opening=re.compile(r",?[ ](?:le[ ]|que c'etait le[ ])?\d"),
    ),
    Announced(
        Label.DATE_BIRTH,
        ("l'an",),
        _judge_act,
        shape=RUN,
        in_words=True,
        reach=_after(_BLANK),
        opening=re.compile(r"[ ](?:mil|deux)"),
    ),
    Announced(
        Label.DATE_BIRTH,
        ("lui", "elle", "moi", "monsieur", "madame"),
        _judge_pronoun,
        shape=RUN,
        reach=_after(_BESIDE_PRONOUN),
        opening=_PRONOUN_OPENING,
        also=_ALONE,
    ),
    Announced(
        Label.DATE_BIRTH,
        ("majeur", "majeure"),
        _judge_of_age,
        shape=_DAY,
        reach=_after(_OF_AGE),
        opening=re.compile(r"[ ](?:depuis[ ]|au[ ])?(?:le[ ])?\d"),
        also=_AGAIN,
    ),
    Announced(
        Label.DATE_BIRTH,
        ("ma date", "sa date", "etat civil"),
        _judge_early,
        shape=RUN,
        in_words=True,
        reach=_after(_SIGN),
        opening=_SIGN,
    ),
)
