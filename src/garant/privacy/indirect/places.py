"""Lieux, organisations, dates: one re2 pass finds where each may begin, the word lists say how far it goes.

What they cover may hold a personal datum ("collège Jean Moulin" is a school, "née le 3 mars 1985" no meeting): who
asks drops what a direct span already holds. A date after a word of birth is left to the detector of dates of birth.
"""

import re
import sys
from collections.abc import Iterator
from functools import cache
from typing import Any

import re2

from garant.privacy.folded import Folded
from garant.privacy.gazetteer import gazetteer, is_commune
from garant.privacy.indirect.territory import COUNTRIES, DEPARTEMENTS, LONGEST, REGIONS, TERRITORIES
from garant.privacy.labels import Label
from garant.privacy.span import Span

_MONTHS = "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|janv|fevr|avr|juil|sept|oct|nov|dec"
_DATE = (
    rf"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)[ ])?\b\d{{1,2}}(?:er)?[ ](?:{_MONTHS})\b\.?(?:[ ](?:19|20)\d\d\b)?"
    r"|\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d\b"
    rf"|\b(?:{_MONTHS})[ ](?:19|20)\d\d\b"
)
_BODIES = (
    "mairie|hotel de ville|prefecture|sous-prefecture|conseil (?:departemental|regional|municipal|communautaire|d'etat|constitutionnel)|departement|region"
    "|communaute (?:de communes|d'agglomeration|urbaine)|metropole|agglomeration|syndicat(?: mixte| intercommunal)?|office (?:public|de tourisme|national)"
    "|ecole(?: maternelle| elementaire| primaire)?|college|lycee|universite|creche|mediatheque|bibliotheque|hopital|centre hospitalier|clinique|ehpad|foyer"
    "|association|amicale|club|comite|federation|fondation|collectif|mission locale|maison de sante|tribunal(?: judiciaire| administratif)?|cour d'appel|cabinet|caisse"
    "|rectorat|academie|ministere|agence regionale de sante|direction|service|gendarmerie|commissariat|banque|mutuelle|societe|entreprise|sarl|sas|sasu|eurl|sci|scop|ets"
)
_ACRONYMS = "CAF|MSA|MDPH|CCAS|CIAS|CPAM|URSSAF|CARSAT|CNIL|DGFIP|ARS|DREETS|DREAL|DDT|DDTM|DSDEN|CROUS|SDIS|SAMU|CHU|CHRS|CMP|PMI|MDS|UTAS|ASE|CIDFF|ADIL|CAUE|UDAF|CDG|CNFPT|CNRACL|INSEE|ANAH|ADEME|SNCF|EDF|ENGIE|ENEDIS|RATP|CEREMA"
_FIRST = re.compile(r"(?:mairie|hotel|prefecture|sous|conseil|departement|region|communaute|metropole)")
# Written on to the place ("aGap") in small letters only: "SURESNES" and "DEVILLE" are whole names.
_BEFORE_PLACES = "a|au|aux|en|de|du|des|vers|pour|sur|dans|commune|ville|village|canton|depuis"
# Groups: date, the head of a body with its name, acronym, the head of a place after a preposition or a postcode. A head
# ends with the first capital (and a letter, for a place): what follows is optional, and read by `_TAIL`.
_ANY = (
    rf"(?P<date>(?i:{_DATE}))"
    rf"|\b(?P<body>(?i:{_BODIES})(?:[ ](?:de la|de l'|des|du|de|d'|la|le|les)|[ ]?\"|[ ]d')?[ ']?[A-Z])"
    rf"|\b(?P<acronym>{_ACRONYMS})\b"
    rf"|\b(?:(?i:{_BEFORE_PLACES})[ ']|(?i:d')|(?:{_BEFORE_PLACES}))(?:(?:la|le|les|l')[ ']?)?(?P<place>[A-Z][A-Za-z'-])"
    r"|\b\d{5}[ ](?P<town>[A-Z][A-Za-z'-])"
)
# Stdlib `re`, anchored after a head; each always matches, so that no way back is tried.
_TAIL = re.compile(
    r"[A-Za-z'-]*(?:[ -](?:(?:de|du|des|la|le|les|et|en|sur|d'|l')[ ]?)?[A-Z][A-Za-z'-]*){0,5}"
)
_TAIL_OF_TOWN = re.compile(
    r"[A-Za-z'-]*(?:[ -](?:(?:de|du|des|la|le|les|et|en|sur)[ ])?[A-Z][A-Za-z'-]*){0,5}"
)
# Characters in which a place is looked for. The longest commune has 45: what is cut here is no name, and a run of
# capitals without end, read anew at each word that may begin a place, would cost the square of its length.
_WIDTH = 200
_BIRTH = re.compile(r"(?:\bnee?s?(?:\(e\))?(?: en| le| vers)?|naissance|ddn)\W{0,4}(?:le\W)?$")
_WORD = re.compile("[a-z]+")
_LEGAL = re.compile(r"(?:sarl|sas|sasu|eurl|sci|scop|ets)\b")


def places(folded: Folded) -> Iterator[Span]:
    """LOCATION, ORGANISATION and DATE spans, from left to right, none overlapping another."""
    text = folded.text
    encoded = text.encode("ascii")
    pattern, groups = _pattern()
    at = 0
    while (match := pattern.search(encoded, at)) is not None:
        number = match.lastindex
        kind = groups[number]
        start, at = match.span(number)
        if kind == "date":
            if _BIRTH.search(folded.lower, max(0, start - 24), start) is None:
                yield Span(start, at, Label.DATE, 0.8)
        elif kind == "acronym":
            yield Span(start, at, Label.ORGANISATION, 0.8)
        elif kind == "body":
            at = _end(_TAIL, text, at)
            yield Span(start, at, Label.ORGANISATION, 0.7)
        else:
            tail = _TAIL if kind == "place" else _TAIL_OF_TOWN
            place = _place(folded, start, _end(tail, text, at, start + _WIDTH))
            if place is not None:
                at = _end(tail, text, at)
                yield place
            else:
                at = start  # "à la Mairie de Gap": no place, but a body may begin here


def _end(tail: re.Pattern[str], text: str, at: int, stop: int = sys.maxsize) -> int:
    match = tail.match(text, at, stop)
    assert match is not None
    return match.end()


def _place(folded: Folded, start: int, end: int) -> Span | None:
    """The longest name of a territory or a commune at the head of the run of capitals."""
    words = list(_WORD.finditer(folded.lower, start, end))[:LONGEST]
    lists = gazetteer()
    for length in range(len(words), 0, -1):
        name = " ".join(word[0] for word in words[:length])
        name = name.replace("st ", "saint ", 1) if name.startswith("st ") else name
        bare = (
            name.partition(" ")[2] if words[0][0] in _ARTICLES else ""
        )  # the COG writes "La Ciotat" as "Ciotat"
        if (
            name in TERRITORIES
            or (len(name) > 1 and is_commune(lists.facts(name)))
            or (bare and is_commune(lists.facts(bare)))
        ):
            return Span(start, words[length - 1].end(), Label.LOCATION, 0.8 if name in _SURE else 0.6)
    article = _ARTICLE.search(folded.lower, max(0, start - 4), start)
    if article is not None and words and f"{article[1]} {words[0][0]}" in TERRITORIES:
        return Span(start, words[0].end(), Label.LOCATION, 0.8)
    return None


_ARTICLES = frozenset({"la", "le", "les", "l"})
_ARTICLE = re.compile(r"\b(la|le|les|l)[ ']$")
_SURE = DEPARTEMENTS | REGIONS | COUNTRIES


@cache
def _pattern() -> tuple[Any, dict[int, str]]:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.log_errors = False
    compiled = re2.compile(_ANY.encode("ascii"), options)
    return compiled, {number: name.decode() for name, number in dict(compiled.groupindex).items()}
