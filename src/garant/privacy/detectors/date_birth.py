"""Dates de naissance, in digits or words, after a word of birth. A date beside a name is seen with the names."""

import re

from garant.privacy.announced import Announced, Value
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label

_MONTH = r"(?:janv(?:ier)?|fevr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|aout|sept?(?:embre)?|oct(?:obre)?|nov(?:embre)?|dec(?:embre)?)\.?"
_UNIT_WORD = r"(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf)"
_NUMBER_WORD = r"(?:et|une|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|cents?|mille|mil|septante|huitante|octante|nonante)\b"
_YEAR_WORDS = (
    rf"(?:mil(?:le)?[ -]neuf[ -]cents?|deux[ -]mil(?:le)?|dix[ -]neuf[ -]cents?)(?:[ -]{_NUMBER_WORD}){{0,6}}"
)
_DAY_WORDS = rf"(?:premier|(?:(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente)(?:[ -](?:et[ -])?{_UNIT_WORD})?)|un)"
DIGITS = r"(?:[0-3]?\d[ ]?[/.\-][ ]?(?:[01]?\d)[ ]?[/.\-][ ]?(?:(?:19|20)\d{2}|\d{2})|[0-3]\d[ ][01]\d[ ](?:19|20)\d{2}|(?:19|20)\d{2}-[01]\d-[0-3]\d)"
_WRITTEN = rf"(?:1er|premier|[0-3]?\d)[ ]{{1,2}}{_MONTH}(?:[ ]{{1,2}}(?:(?:19|20)\d{{2}}|\d{{2}}))?"
_SPELLED = rf"{_DAY_WORDS}[ ]{_MONTH}[ ]{_YEAR_WORDS}"
ANY_DATE = rf"(?:{_SPELLED}|{_WRITTEN}|{DIGITS})"

# After a word of birth, more is read as a date: misread digits, a year alone, a year in two words.
_D = r"[0-9OolI]"
_AFTER_BIRTH = re.compile(
    rf"(?<![0-9A-Za-z/])(?:(?:{_DAY_WORDS}|1er|{_D}{{1,2}})(?:[ ]{{1,2}}|[ ]?[-/.][ ]?)(?:{_MONTH}|[IVX]{{1,4}}(?![A-Za-z]))(?:(?:[ ]{{1,2}}|[ ]?[-/.][ ]?)(?:[12l][09O]{_D}{{2}}(?!\d)|{_D}{{2}}(?![0-9A-Za-z])|{_NUMBER_WORD}(?:[ -]{_NUMBER_WORD}){{0,8}}))?"
    rf"|{_D}{{1,2}}[ ]?[/.\-|][ ]?{_D}{{1,2}}[ ]?[/.\-|][ ]?(?:[12l][09O]{_D}{{2}}|{_D}{{2}})(?!\d)|{_D}{{1,2}}[ ]{_D}{{1,2}}[ ](?:[12l][09O]{_D}{{2}}|{_D}{{2}})(?!\d)|(?:19|20)\d{{2}}[-/.][01]\d[-/.][0-3]\d"
    rf"|[0-3]\d[01]\d(?:19|20)\d{{2}}(?!\d)|(?:19|20)\d{{2}}[01]\d[0-3]\d(?!\d)|{_MONTH}[ ](?:19|20)\d{{2}}|(?:19|20)\d{{2}}(?![0-9/])|(?<=en )['’]?\d{{2}}(?![0-9A-Za-z/])|[0-3]\d[/.][01]\d(?![0-9/.]))",
    re.IGNORECASE,
)
# What may stand between, beside a place or a maiden name.
_PLAIN = re.compile(
    r"[\s.:;=|,()\-/*#>\"'_]*(?:(?:le|la|les|du|de|d|date|est|etait|l|lieu|et|en|ce|vers|un|une|jour|e|es|ee|s|x|respectivement|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|enfant|c|c'est|son|sa|ma|mon|"
    r"l'enfant|interessee?|beneficiaire|agent|eleve|conjoint|assuree?|jj|mm|aaaa|annee|ici|sur|acte|livret|probablement|presumee?|exacte|complete|patiente?|usagere?|naissance|nee?)\b[\s.:;=|,()\-/*#>\"'_]*){0,6}"
)
_PLACE = re.compile(
    r"[ (e).]{0,5}[ ,:]{1,3}(?:a|au|aux|en|dans)[ ](?:l'|la |le |les )?[^.;:!?\n0-9]{2,44}(?:\(?(?:\d{2,5}|2[ab])?\)?)?[ ,:)\-]{0,3}(?:\([^()\n]{2,30}\)?[ ,:)\-]{0,3})?(?:le[ ](?:lundi |mardi |mercredi |jeudi |vendredi |samedi |dimanche )?|,[ ]?|en[ ]|vers[ ])"
)
_PLACE_FIRST = re.compile(r"[ ]*:[ ]*[a-z][^.;:!?\n0-9]{1,40}(?:\(\d{2,5}\))?[ ,:)\-]{1,3}(?:le[ ]|,[ ]?)?")
_MAIDEN = re.compile(r"[ ][a-z'-]{2,20}(?:[ -][a-z'-]{2,20}){0,2}(?:[ ]|,[ ])(?:le[ ]|\(|en[ ])")
_VERBS = re.compile(
    r"\b(?:est|sont|vit|habite|demeure|reside|recue?|pas|plus|que|qui|rendez|convoque\w*|depuis|entree?|arrivee?|signe\w*)\b"
)
# "ne" is most often a negation.
_OPENING = re.compile(
    r"[\s.:;=|,()\-/*#>\"'_]*(?:\(?e?s?\)\s*)?(?:[0-9ol]{1,2}[ /.\-]|\d|(?:le|la|les|a|au|aux|en|un|du|vers|dans|date|et|est|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|e|es)\b)|\("
)
_WORDS = (
    "nee", "ne(e)", "ne.e", "nes", "nees", "ne(e)s", "naissance", "naiss", "nais", "ddn", "d.d.n", "dob", "dn", "date nais", "date naiss", "date de naiss", "anniversaire", "natif", "native",
    "nait", "ne(es)", "ne/e", "ne-e", "born", "annee de naissance", "jour de naissance", "dte naiss", "dat naiss", "ne e", "nessance", "dtenaiss", "datenaiss", "dtnaiss", "datenaissance", "birthdate", "birth", "date of birth", "birthday",
)  # fmt: skip


def _reach(value: Value) -> float:
    link, word = value.link, value.word
    if len(link) > 84 or link.count("\n") > 2:
        return 0.0
    if _PLAIN.fullmatch(link) is not None:
        return 1.0
    if _PLACE.fullmatch(link) is not None and _VERBS.search(link) is None:
        return 0.95
    if word in ("naissance", "dn", "ddn") and _PLACE_FIRST.fullmatch(link) is not None:
        return 0.9
    return 0.9 if word.startswith("nee") and _MAIDEN.fullmatch(link) and _VERBS.search(link) is None else 0.0


# What else is born: "association née en 1981", "un projet né en 2012".
_BODY = re.compile(
    r"\b(?:association|entreprise|societe|commune|club|collectivite|projet|idee|dispositif|service|loi|structure|cooperative|festival|mouvement|syndicat|initiative|groupe)s?,? (?:est |sont |a ete )?$"
)
_SECTION = re.compile(
    r"(?:\bacte de|\bdeclaration de|\bprime de|\bconge de|\bextrait d'acte de|\bsuite a la) $"
)


def _judge(value: Value) -> float:
    text = value.text
    if value.marked and not value.link and value.word not in ("nes", "nees", "ne(e)s"):
        return 0.0  # a second date is another's only after "nés"
    if _BODY.search(value.before(40)) is not None:
        return 0.0
    year_alone = text.isdigit() and len(text) in (2, 4)
    if (
        year_alone
        and value.word in ("ne", "dn", "anniversaire")
        and not re.search(r"\b(?:en|vers)[ ']*$", value.link)
    ):
        return 0.0
    if year_alone and not re.search(r"(?:\ben|\bvers|annee|[:=|;]|\()[ ']*$", value.link):
        return 0.0
    if sum(map(str.isdigit, text)) <= 2 and not any(map(str.isalpha, text)) and not year_alone:
        return 0.0
    if value.word == "naissance" and _SECTION.search(value.before(24)) and not text.isdigit():
        return 0.55  # of an act: most often the day of the birth
    return 0.95


_AGED = re.compile(rf"[ ]?(?:[,(\-][ ]?)(?:ne(?:e)? )?(?P<value>{DIGITS})(?![\d])")


def _reach_age(value: Value) -> float:
    return 1.0 if len(value.link.strip(" ,(-")) == 0 else 0.0


def _reach_sign(value: Value) -> float:
    """The "°" of genealogists."""
    return 0.8 if not value.link.strip(" ") else 0.0


def _judge_age(value: Value) -> float:
    return 0.7


_SPELLED_ALONE = Shape(rf"\b{_SPELLED}\b", 0.4)
_MEETING = re.compile(
    r"(?:delibera|seance|conseil|reunion|arrete|decret|loi|courrier|lettre|fait a)\b[^\n]{0,30}$"
)


def _check(candidate: Candidate) -> float:
    if _MEETING.search(candidate.before(60)) is not None:
        return 0.0
    return 0.75 if candidate.near else 0.4


ANNOUNCED = (
    Announced(Label.DATE_BIRTH, _WORDS, _judge, shape=_AFTER_BIRTH, reach=_reach),
    Announced(Label.DATE_BIRTH, ("ne",), _judge, shape=_AFTER_BIRTH, reach=_reach, opening=_OPENING),
    Announced(Label.DATE_BIRTH, ("o",), _judge, shape=_AFTER_BIRTH, reach=_reach_sign),
    Announced(Label.DATE_BIRTH, ("ans",), _judge_age, shape=_AGED, reach=_reach_age),
)
DETECTOR = Detector(
    label=Label.DATE_BIRTH, shapes=(_SPELLED_ALONE,), context=("ne", "nee", "naissance", "ddn"), check=_check
)
