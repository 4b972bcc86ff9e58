"""What the form of a piece, and the words beside it, say of what the tagger believes: whether it can be, and whose it is.

The texts are folded and in lower case.
"""

import re

from garant.privacy.announced import DATE, YEAR, is_ordinary, is_phone
from garant.privacy.detectors.case_id import is_act
from garant.privacy.detectors.date_words import MONTH
from garant.privacy.detectors.username import is_nobodys
from garant.privacy.gazetteer import gazetteer
from garant.privacy.labels import Label
from garant.privacy.sensitive.ages import LATEST_IN_A_ROW
from garant.privacy.vocabulary import TITLES, as_words

_FEWEST = 4  # letters and digits of an address, a pseudonym, a secret
_LONGEST_NAME = 6  # words of a town's name
_LONGEST_HANDLE = 160  # characters
_TELEPHONE = 9  # digits at least

# Stdlib `re`, on the dozens of characters of one piece and of what stands beside it.
_D = "[0-9ol]"  # a scan reads some digits as letters
_DAY = re.compile(rf"{_D}{{1,2}}[ ]?[/.-][ ]?{_D}{{1,2}}[ ]?[/.-][ ]?{_D}{{2,4}}|{MONTH}|(?:19|20)[0-9]{{2}}")
_DATED = re.compile(
    r"\b(?:le|du|au|depuis|en|des|jusqu'au|date|entree|entre)[ :]{1,3}(?:(?:[12]?[0-9]|3[01]|1er)[ ])?$"
)
_WORDS = re.compile("[a-z0-9]+")
_LEADING = TITLES | as_words("chez co famille a au aux d de des du l la le les")
_TO_A_TOWN = re.compile(r"^(?:a|de|en|sur|vers|pres de|cote|ville de) ")
_JOINED_BEFORE = re.compile(r"[a-z'-]+-$")
_BEHIND_STREET = re.compile(r"[0-9]|[,\n] {0,3}$")
_ITS_WORD = re.compile(r"^(?:no?|num|numero|ref)[ .:]*(?![a-z])")
_COMPANY = re.compile(r"[0-9]{3}(?:[ .]?[0-9]{3}){2}(?:[ .]?[0-9]{5}|(?:[ .]?[0-9]){5})?")  # SIREN, SIRET
# The telephone of a service, as they write it.
_SERVICE = re.compile(r"0[ .]?8[0-9]{2}[ .]?(?:[0-9]{3}[ .]?[0-9]{3}|(?:[0-9]{2}[ .]?){3})(?![0-9])")
_PUBLIC_ACCOUNT = re.compile(
    r"(?:fr[0-9]{2}[ .]?)?(?:3000[ .]?1|1007[ .]?1)(?=[ .]?[0-9]{2})"
)  # a public accountant's
_MOBILE = re.compile(r"(?:(?:\+|00)[ ]?(?:33|262|590|594|596|508|687|689)[ .()0-]*|0)[67]")
_DIGITS_BEFORE = re.compile(r"[+0-9](?:[0-9 .-]*[ .-])?$")
_DIGITS_AFTER = re.compile(r"[ .-]?[0-9](?:[0-9 .-]*[0-9])?")
_OF_THINGS = re.compile(
    r"\b(?:deliberations?|marches?|factures?|devis|commandes?|achats?|lois?|decrets?|arretes?|ordonnances?|articles?|mandats?|bordereaux?|conventions?"
    r"|circulaires?|decisions?|avis|titres?|polices?|contrats?|siret|siren|rcs|isbn|uai|rne|role|ecole|compteurs?|index|certificats?|agrements?|postes?|offres?"
    r"|maintenance|entretien|lots?|sections?|parcelles?|recettes?|vegetaliser|bus|rfr|ape|naf|bdf|correctif|produits?|catalogue|engins?|mats?|immobilisations?|revenus?|fiscal de reference|quotient|parts|ce|caa [a-z-]{3,20}|cada|dcm|dp|pc|cu|pa)"
    r"(?:[ ,:.]{1,3}(?:[0-9]{1,2} [a-z]{3,9} [0-9]{4}|l'[a-z]{3,12}|de|du|des|no?|numero|ref(?:erence)?|[a-z]{1,2})){0,3}[ .,:()-]{0,3}$"
)
# Addresses of mail and of pages are desks or sites where no rule says otherwise; "code promo ETE2024" opens nothing.
_ON_LINE = re.compile(r"@|//|www|promo|\.(?:[a-z]{2,3}|example)(?![a-z0-9])")


def is_mobile(text: str) -> bool:
    """A telephone of France or its overseas that somebody carries."""
    return _MOBILE.match(text) is not None


def has_letters(text: str) -> bool:
    """Enough of them to say anything."""
    return sum(map(str.isalnum, text)) >= _FEWEST


def is_handle(text: str) -> bool:
    """An account, a mail, a page, a secret: no page of noise."""
    return len(text) <= _LONGEST_HANDLE and has_letters(text)


def is_place(text: str) -> bool:
    """More than "chez Mme", which stands before a name that has a place of its own."""
    return sum(len(word) for word in _WORDS.findall(text) if word not in _LEADING) >= _FEWEST


def is_day(text: str) -> bool:
    """A date on which somebody who has papers may be born."""
    day = _DAY.search(text) is not None
    return day and not any(int(year[0]) > LATEST_IN_A_ROW for year in YEAR.finditer(text))


def is_number(text: str) -> bool:
    """A few digits alone say too little."""
    digits = sum(map(str.isdigit, text))
    return digits >= 5 or (digits >= 3 and any(map(str.isalpha, _ITS_WORD.sub("", text))))


def is_a_town(lower: str, start: int, end: int) -> bool:
    """A town alone is a place: it locates nobody, but behind a street. "le-Duc" is of "Bar-le-Duc"."""
    joined = _JOINED_BEFORE.search(lower, max(0, start - 30), start)
    start = joined.start() if joined is not None else start
    words = _WORDS.findall(_TO_A_TOWN.sub("", lower[start:end]))
    if len(words) > _LONGEST_NAME or not gazetteer().starts_commune(" ".join(words)):
        return False
    left = max(0, start - 24)
    return _BEHIND_STREET.search(lower, max(left, lower.rfind("\n", left, start)), start) is None


def is_day_of_something(lower: str, start: int, end: int) -> bool:
    """ "Courrier du 3 mai", "depuis 1983": births that follow such a word are the rules' business."""
    return _DATED.search(lower, max(0, start - 16), start) is not None


def is_number_of_something(lower: str, start: int, end: int) -> bool:
    """Telephones and firms, whose rules know whose they are; acts, goods, dates and amounts."""
    text = lower[start:end]
    whole = _whole_number(lower, start, end)
    figure = next(at for at in range(start, end) if lower[at].isdigit())
    return (
        _COMPANY.fullmatch(whole) is not None
        or is_phone(whole)
        or _SERVICE.match(whole) is not None
        or _PUBLIC_ACCOUNT.match(text) is not None
        or any(
            day.start() < end and start < day.end()
            for day in DATE.finditer(lower, max(0, start - 10), end + 10)
        )
        or is_ordinary(text, lower[end : end + 16])
        or is_act(text)
        or any(_OF_THINGS.search(lower, max(0, start - 40), at) is not None for at in (start, figure))
    )


def _whole_number(lower: str, start: int, end: int) -> str:
    """lower[start:end] with the digits that adjoin it: "02 33 81 60 00" of "33 81 60 00"."""
    before = _DIGITS_BEFORE.search(lower, max(0, start - 20), start)
    after = _DIGITS_AFTER.match(lower, end, end + 20)
    return lower[before.start() if before else start : after.end() if after else end]


def is_of_a_program(lower: str, start: int, end: int) -> bool:
    """Subjects of threads, keys and values of programs, sites: what stands there is no account, or a rule says so."""
    return (
        lower[start - 1 : start] == "#"  # a subject, in a thread
        or (lower[start - 1 : start] == '"' and lower[end : end + 1] == '"')  # of a program: rules read those
        or is_nobodys(lower[start:end])
        or _OF_THINGS.search(lower, max(0, start - 40), start) is not None
        or _ON_LINE.search(lower, max(0, start - 24), end + 1) is not None
    )


def is_between(text: str, start: int, end: int) -> bool:
    """A word of the language beside what rules have found: "depuis" of "jdurand depuis 10.0.0.1"; not "Nord" of "Titi du Nord"."""
    piece, before = text[start:end], text[max(0, start - 2) : start].strip(" ")
    apart = text[start - 1 : start].isspace() and (text[end : end + 1] in _AFTER_WORD)
    if not piece.isalpha() or not (apart or before == ";") or not (piece.islower() or before in _STOPS):
        return False
    word = piece.lower()
    lists = gazetteer()
    return lists.is_common(word) or lists.starts_commune(word) or is_nobodys(word)


_AFTER_WORD = frozenset((*" \t\n,.;:=)", ""))
_STOPS = frozenset((".", ",", ";", ":", "\n", "-"))


def is_another_number(text: str, label: Label) -> bool:
    """A telephone has nine digits at least, a plate letters."""
    if label is Label.PHONE:
        return sum(map(str.isdigit, text)) < _TELEPHONE
    return label is Label.PLATE and not any(map(str.isalpha, text))
