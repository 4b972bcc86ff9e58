"""Dates de naissance, in digits or words, after a word of birth. A date beside a name is seen with the names."""

import re

from garant.privacy.announced import YEAR, Announced, Value
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.detectors.date_words import MONTH, NUMBER
from garant.privacy.gazetteer import first_name, gazetteer
from garant.privacy.labels import Label
from garant.privacy.number_words import SCALES, TENS, UNITS, any_of
from garant.privacy.subject import names_someone

_MONTH = r"(?:janv(?:ier)?|fevr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|aout|sept?(?:embre)?|oct(?:obre)?|nov(?:embre)?|dec(?:embre)?)\.?"
_ABOVE_ZERO = [word for word in UNITS if word != "zero"]
_UNIT_WORD = rf"(?:{any_of(*_ABOVE_ZERO[:9])})"
_NUMBER_WORD = rf"(?:{any_of('et', 'une', *_ABOVE_ZERO, *TENS, *SCALES, 'mil')})\b"
_YEAR_WORDS = (
    rf"(?:mil(?:le)?[ -]neuf[ -]cents?|deux[ -]mil(?:le)?|dix[ -]neuf[ -]cents?)(?:[ -]{_NUMBER_WORD}){{0,6}}"
)
_DAY_WORDS = rf"(?:premier|(?:(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente)(?:[ -](?:et[ -])?{_UNIT_WORD})?)|un)"
DIGITS = r"(?:[0-3]?\d[ ]?[/.\-][ ]?(?:[01]?\d)[ ]?[/.\-][ ]?(?:(?:19|20)\d{2}|\d{2})|[0-3]\d[ ][01]\d[ ](?:19|20)\d{2}|(?:19|20)\d{2}-[01]\d-[0-3]\d)"
WRITTEN = rf"(?:1er|premier|[0-3]?\d)[ ]{{1,2}}{_MONTH}(?:[ ]{{1,2}}(?:(?:19|20)\d{{2}}|\d{{2}}))?"
_SPELLED = rf"{_DAY_WORDS}[ ]{_MONTH}[ ]{_YEAR_WORDS}"
ANY_DATE = rf"(?:{_SPELLED}|{WRITTEN}|{DIGITS})"

# After a word of birth, more is read as a date: misread digits, a year alone, a year in two words.
_D = r"[0-9OolI]"
_AFTER_BIRTH = re.compile(
    rf"(?<![0-9A-Za-z/])(?:(?:{_DAY_WORDS}|1er|{_D}{{1,2}})(?:[ ]{{1,2}}|[ ]?[-/.][ ]?)(?:{MONTH}|[IVX]{{1,4}}(?![A-Za-z]))(?:(?:[ ]{{1,2}}|[ ]?[-/.][ ]?)(?:[12lI][09O]{_D}{{2}}(?!\d)|{_D}{{2}}(?![0-9A-Za-z])|{_NUMBER_WORD}(?:[ -]{_NUMBER_WORD}){{0,8}}))?"
    rf"|{_D}{{1,2}}[ ]?[/.\-|][ ]?{_D}{{1,2}}[ ]?[/.\-|][ ]?(?:[12lI][09O]{_D}{{2}}|{_D}{{2}})(?!\d)|{_D}{{1,2}}[ ]{_D}{{1,2}}[ ](?:[12lI][09O]{_D}{{2}}|{_D}{{2}})(?!\d)|(?:19|20)\d{{2}}[-/.][01]\d[-/.][0-3]\d"
    rf"|(?:0[1-9]|1[0-2])[/.\-](?:(?:19|20)\d{{2}}|[3-9]\d)(?![0-9/.\-])|[xX?]{{2}}/[xX?0-9]{{2}}/(?:19|20)?\d{{2}}(?!\d)"
    rf"|[0-3](?:[ |/.\-]{{1,3}}\d){{7}}(?![ |]?\d)|[0-3]?\d\.?[ ](?:de[ ])?[a-z]{{3,10}}[ ](?:de[ ])?(?:19|20)\d{{2}}(?!\d)"
    rf"|[0-3]\d[01]\d(?:(?:19|20)\d{{2}}|\d{{2}})(?!\d)|(?:19|20)\d{{2}}[01]\d[0-3]\d(?!\d)|{_MONTH}[ ](?:19|20)\d{{2}}|(?:19|20)\d{{2}}(?![0-9/])|(?<=en )['’]?\d{{2}}(?![0-9A-Za-z/])|[0-3]\d[/.][01]\d(?![0-9/.]))",
    re.IGNORECASE,
)
# What may stand between, beside a place or a maiden name.
_PLAIN = re.compile(
    r"[\s.:;=|,()\-/*#>\"'_]*(?:(?:le|la|les|du|de|d|date|est|etait|l|lieu|et|en|ce|vers|un|une|jour|e|es|ee|s|x|respectivement|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|enfant|c|c'est|son|sa|ma|mon|"
    r"l'enfant|interessee?|beneficiaire|agent|eleve|conjoint|assuree?|jj|mm|aaaa|annee|ici|sur|acte|livret|probablement|presumee?|exacte|complete|declaree|estimee|supposee|reelle|legale|approximative|venue?|au monde|1e|ie|prematurement|a terme|presumee? etre|francaise?|patiente?|usagere?|naissance|nee?)\b[\s.:;=|,()\-/*#>\"'_]*){0,6}"
)
_PLACE = re.compile(
    r"[ (e).]{0,5}[ ,:]{1,3}(?:a|au|aux|en|dans)[ ](?:l'|la |le |les )?[^.;:!?\n0-9]{2,44}(?:\(?(?:\d{2,5}|2[ab]|\d{1,2}(?:er?|eme))?\)?)?[ ,:)\-]{0,3}(?:\([^()\n]{2,30}\)?[ ,:)\-]{0,3})?(?:le[ ](?:lundi |mardi |mercredi |jeudi |vendredi |samedi |dimanche )?|,[ ]?|en[ ]|vers[ ])"
)
# "né chez vous le", "née ici même, au premier, le", "nés tous les deux le"
_WHERE = re.compile(
    r"[ (e)s.]{0,6}[ ,]{1,2}(?:chez|ici|la-bas|tous|toutes|a la maison|sous|pres|loin)\b[^.;:!?\n0-9]{0,40}[ ,]le[ ](?:lundi |mardi |mercredi |jeudi |vendredi |samedi |dimanche )?"
)
_PLACE_FIRST = re.compile(r"[ ]*:[ ]*[a-z][^.;:!?\n0-9]{1,40}(?:\(\d{2,5}\))?[ ,:)\-]{1,3}(?:le[ ]|,[ ]?)?")
_MAIDEN = re.compile(
    r"[ ][a-z'-]{2,20}(?:[ -][a-z'-]{2,20}){0,2}(?:,[ ][a-z'-]{2,20}(?:[ -][a-z'-]{2,20})?){0,2}(?:[ ]|,[ ]|\n)(?:(?:a|au|aux|en)[ ][a-z' -]{2,30}(?:\(\d{2,5}\))?,?[ ])?(?:le[ ]|\(|en[ ])"
)
# "Né à : Trois-Rivières   Le : ", on one line of a form or on two
_PLACE_AND_DAY = re.compile(r"[ (e)]{0,4}a[ ]?:[ ]{0,3}[^:0-9\n]{2,40}[ \n]{1,6}le[ ]?:[ ]{0,3}")
# "né à Papeete 21/10/2005", "née Dubrulle 19 nov 85": nothing but the place or the name between.
_NAME_ALONE = re.compile(
    r"[ ](?:(?:a|au|aux|en)[ ])?[a-z'-]{2,20}(?:[ -][a-z'-]{2,20}){0,3}(?:[ ]\(\d{2,3}\))?[ ]{1,3}"
)
# "Date de naissance retenue :", "naissance (déclarée) :"
_SAID_OF_IT = re.compile(
    r"[ ]\(?(?!demand|delivr|recu|fourni|etabli|prime)[a-z]{4,14}\)?(?:[ ](?:par|pour)[ ][a-z' ]{2,20})?[ ]?:[ ]{0,2}"
)
# "date de naissance du demandeur :", "naissance de Léa le", "naissance de Lola : c'est bien le"
_OF_WHOM = re.compile(
    r"[ ](?:de la|de l'|du|de|d'|des)[ ]?[a-z'-]{2,20}(?:[ ][a-z'-]{2,20})?(?:[ ]?[:,][ ]{0,2}(?:c'est[ ](?:bien[ ])?)?(?:le[ ])?|[ ](?:c'est|cest|est)[ ](?:bien[ ])?(?:le[ ])?|,?[ ]le[ ])"
)
# "Votre date de naissance ?" and, on the next line, who answers.
_ASKED = re.compile(
    r"[ ]?\?[ ]{0,2}\n{0,2}(?:[^\n:?]{1,28}:|[>*-])?[ ]{0,2}(?:c'est[ ])?(?:(?:le|en|du)[ ])?"
)
_VERBS = re.compile(
    r"\b(?:est|sont|vit|habite|demeure|reside|recue?|pas|plus|que|qui|rendez|convoque\w*|depuis|entree?|arrivee?|signe\w*)\b"
)
# "ne" is most often a negation.
_OPENING = re.compile(
    r"[\s.:;=|,()\-/*#>\"'_]*(?:\(?e?s?\)\s*)?(?:[0-9ol]{1,2}[ /.\-]|\d|(?:le|la|les|a|au|aux|en|un|du|vers|dans|chez|ici|tous|toutes|sous|date|et|est|presume|prematurement|a terme|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|e|es)\b)|\("
    rf"|[ ]{_MONTH}[ ](?:19|20)\d|[ ](?:[a-z'-]{{2,20}}[ -]){{1,3}}(?:\(\d{{2,3}}\)[ ])?[0-3]\d?[/.-][01]?\d[/.-]"
)
WORDS = (
    "nee", "nce", "ne(e)", "ne.e", "nes", "nees", "ne(e)s", "naissance", "naiss", "nais", "ddn", "d.d.n", "dn", "date nais", "date naiss", "date de naiss", "anniversaire", "anniv", "natif", "native",
    "nait", "ne(es)", "ne/e", "ne-e", "born", "annee de naissance", "jour de naissance", "dte naiss", "dat naiss", "ne e", "nessance", "dtenaiss", "datenaiss", "dtnaiss", "datenaissance", "birthdate", "birth", "date of birth", "birthday", "nele", "neele", "ne(e)le", "nee(e)", "datedenaissance", "date naissance",
)  # fmt: skip


def reach(value: Value) -> float:
    link, word = value.link, value.word
    if len(link) > 84 or link.count("\n") > 2:
        return 0.0
    if _PLAIN.fullmatch(link) is not None:
        of_mail = _HEADER.search(link) is not None and _SECTION.search(value.before(24)) is not None
        return 0.0 if of_mail else 1.0
    if _PLACE.fullmatch(link) is not None and _VERBS.search(link) is None:
        return 0.95
    if word in ("naissance", "dn", "ddn") and _PLACE_FIRST.fullmatch(link) is not None:
        return 0.9
    if _PLACE_AND_DAY.fullmatch(link) is not None:
        return 0.95
    if "?" in link:
        return 0.9 if _ASKED.fullmatch(link) is not None else 0.0
    if word.startswith("ne") and _WHERE.fullmatch(link) is not None and _VERBS.search(link) is None:
        return 0.9
    if word == "naissance" and (
        _SAID_OF_IT.fullmatch(link) is not None
        or (_OF_WHOM.fullmatch(link) is not None and BODY.search(link.rstrip(" :le") + " ") is None)
    ):
        return 0.9
    if _VERBS.search(link) is not None or not word.startswith("ne"):
        return 0.0
    if (
        _NAME_ALONE.fullmatch(link) is not None
        and _has_year(value.text)
        and value.folded.text[value.start - len(link) :].lstrip(" aunex")[:1].isupper()
    ):
        return 0.85
    return 0.9 if word.startswith("nee") and _MAIDEN.fullmatch(link) and _are_names(value) else 0.0


def _are_names(value: Value) -> bool:
    """Whether capitals begin what stands between commas after a maiden name: "née Petit, Denise, le", not "décédée le"."""
    between = value.folded.text[value.start - len(value.link) : value.start].split(",")[1:]
    return all(_A_NAME_OR_PLACE.match(piece) is not None for piece in between)


_A_NAME_OR_PLACE = re.compile(r"[ ]*(?:[A-Z]|(?:le|a|au|aux|en|du)\b|\(|$)")


_FULL = re.compile(r"(?:.*\D)?(?:19\d\d|20[01]\d|[3-9]\d)")


def _has_year(text: str) -> bool:
    """Whether a day comes with a year in which somebody may be born who has other papers."""
    return len(text) > 5 and _FULL.fullmatch(text) is not None


# What else is born: "association née en 1981", "un projet né en 2012".
BODY = re.compile(
    r"\b(?:association|entreprise|societe|commune|club|collectivite|projet|idee|dispositif|service|loi|structure|cooperative|festival|mouvement|syndicat|initiative|groupe)s?,? (?:est |sont |a ete )?$"
)
_SECTION = re.compile(
    r"(?:\bacte de|\bdeclaration de|\bprime de|\bconge de|\bextrait d'acte de|\bsuite a la) $"
)


def _judge(value: Value) -> float:
    text = value.text
    if value.marked and not value.link:
        # A second date is another's only after "nés", or after another name: "Yanis né en 2016, Lina en 2018".
        before = value.folded.text[max(0, value.start - 30) : value.start]
        return 0.8 if value.word in ("nes", "nees", "ne(e)s") or _ANOTHER.search(before) is not None else 0.0
    if BODY.search(value.before(40)) is not None:
        return 0.0
    year_alone = text.isdigit() and len(text) in (2, 4)
    if len(text) == 4 and year_alone and value.word in ("ne", "nee") and _NOTHING.fullmatch(value.link):
        return 0.7  # "mineur né 2009"
    if (
        year_alone
        and value.word in ("ne", "dn", "anniversaire", "anniv")
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


_KIN = (
    r"(?:mari|femme|epou[xs]e?|conjointe?|compagn[eo]n?|fille|fils|petite?|grande?|aine|ainee|cadet|cadette|benjamine?|dernier|derniere|premier|premiere|deuxieme|troisieme|second|seconde"
    r"|bebe|frere|soeur|pere|mere|maman|papa|jumeau|jumelle|autre|garcon)"
)
_ANOTHER = re.compile(
    rf"(?:,|et) (?:[A-Z][A-Za-z'-]+ (?:(?:nee? )?(?:en|le) |\()|(?i:(?:(?:(?:mon|ma|le|la|notre|son|sa|ton|ta) |l'){_KIN}(?: [a-z'-]+)?|elle|lui|moi|monsieur|madame) (?:est )?(?:nee? )?(?:en|le|du) ))$"
)
_ALSO_BORN = re.compile(
    rf"[^.;:!?\n0-9]{{0,24}}?,? (?:et )?(?:(?:(?:mon|ma|le|la|notre|son|sa|ton|ta) |l'){_KIN}(?: [a-z'-]{{2,16}})?|elle|lui|moi|monsieur|madame) (?:est )?(?:nee? )?(?:en|le|du) "
    r"|\)?,? (?:et )?[a-z][a-z'-]{1,16} \((?:nee? )?(?:le )?|,? (?:et )?[a-z][a-z'-]{1,16} (?:nee? )?(?:en|le) |[ ]{0,2}(?:,|;|/|et|ou|puis|\+)?[ ]{1,2}(?:et |ou )?(?:le |en |du )?"
)
_HEADER = re.compile(r"\n[^\n]*\bdate\b")  # "Objet : acte de naissance", then the date of the mail
_NOTHING = re.compile(r"(?:\(?e\)?)?[ ]")
_AGED = re.compile(
    rf"(?:[ ]depuis[ ][a-z]{{3,10}}|[ ]revolus)?[ ]?(?:[,(\-][ ]?)(?:ne(?:e)? )?(?:le )?(?P<value>{DIGITS}|(?:1er|[0-3]?\d)[ ]{{1,2}}{_MONTH}[ ]{{1,2}}(?:19|20)\d{{2}})(?![\d])",
    re.IGNORECASE,
)


def _reach_age(value: Value) -> float:
    return 1.0 if len(_SINCE.sub("", value.link).strip(" ,(-")) == 0 else 0.0


_SINCE = re.compile(r"^[ ](?:depuis[ ][a-z]{3,10}|revolus)")


def _reach_sign(value: Value) -> float:
    """The "°" of genealogists."""
    return 0.8 if not value.link.strip(" ") else 0.0


_AGE = re.compile(r"(\d{1,3})[ ]$")


def _judge_age(value: Value) -> float:
    """The year is that in which somebody of this age was born, unless the date is that of a letter."""
    age = _AGE.search(value.before(5))
    year = YEAR.search(value.text)
    if age is None or year is None:
        return 0.7 if year is None or int(year[0]) < 2019 else 0.4
    return 0.75 if 1990 <= int(year[0]) + int(age[1]) <= 2040 else 0.0


# "qui a vu le jour le 4 juillet 2018", "fêtera ses 80 ans le 12 mars".
_DAY = re.compile(rf"(?<![0-9/])(?:{ANY_DATE}|(?<=\()[01]?\d/(?:19|20)\d\d(?=\)))(?!\d)", re.IGNORECASE)
_BIRTHDAY_ON = re.compile(rf"(?<![0-9/])(?:{ANY_DATE}|[0-3]?\d[/.][01]\d)(?![\d/.]\d)", re.IGNORECASE)
_THE_DAY = re.compile(
    r"(?:[ ]c'est)?[ ](?:le|ce|du)[ ](?:(?:lun|mar|mercre|jeu|vendre|same)di[ ]|dimanche[ ])?"
)
_BIRTHDAY = re.compile(
    r"\b(?:fete\w*|feter\w*|aura|a eu|eu|souffle\w*|anniversaire|fait ses|fait)[^.\n]{0,16}$|(?<!il y )\ba \d{1,2} $|\bses \d{1,2} $"
)


def _reach_day(value: Value) -> float:
    return 1.0 if _THE_DAY.fullmatch(value.link) is not None else 0.0


def _judge_birthday(value: Value) -> float:
    if value.after(9).startswith(" prochain"):
        return 0.75  # "seize ans le 2 mai prochain"
    return 0.75 if _BIRTHDAY.search(value.before(40)) is not None else 0.0


# After a child: "ma fille du 25/11/2019", "sa soeur Maëlys D. (25/11/2019)", "mon fils de mars 2015".
_CHILDREN = (
    "fille", "fils", "petit dernier", "petite derniere", "bebe", "ainee", "aine", "cadet", "cadette", "benjamin", "benjamine", "enfant", "jumeaux", "jumelles", "soeur", "sour", "frere",
    "gamin", "gamine", "petite", "petit", "garcon", "loulou", "puce", "premier enfant", "deuxieme enfant", "neveu", "niece", "petit-fils", "petite-fille", "mineur", "mineure", "enf",
)  # fmt: skip
_CHILD_OF = re.compile(
    r"[ ]du[ ]|[ ]nee?s?[ ](?:le[ ])?|[ ][a-z][a-z' -]{1,24}(?:[ ][a-z]\.)?[ ]?\((?:nee? )?(?:le )?|[ ]?\((?:nee? )?(?:le )?|\.?[ ]?:[ ]"
)
_CHILD_IN = re.compile(r"[ ](?:de|d')[ ]?|[ ][a-z]{2,14}[ ]\(|[ ]?\(")
_OF_CHILD = re.compile(
    rf"(?<![0-9/])(?:{DIGITS}|(?:1er|[0-3]?\d)[ ]{{1,2}}{_MONTH}[ ]{{1,2}}(?:19|20)\d{{2}}|(?<=de ){_MONTH}[ ](?:19|20)\d{{2}}|(?<=d'){_MONTH}[ ](?:19|20)\d{{2}}|(?<=\(){_MONTH}[ ](?:19|20)\d{{2}}|(?<=\()(?:0[1-9]|1[0-2])/(?:19|20)\d\d(?=\)|,| et)|(?<= et )(?:0[1-9]|1[0-2])/(?:19|20)\d\d(?=\))|(?<=\()(?:19[5-9]|20[0-3])\d(?=\)|,| et)|(?<= et )(?:19[5-9]|20[0-3])\d(?=\))|(?<=de )(?:19[5-9]|20[0-3])\d(?![\d-]))(?!\d)",
    re.IGNORECASE,
)
_MEETS = re.compile(
    r"\b(?:rdv|rendez-vous|reunion|entretien|courrier|mail|visite|audience|conge|absence|certificat|facture|vaccin\w*|rentree|seance|synthese|garde)\b"
)


_SENTENCE_BEFORE = re.compile(r"^.*[a-z]{3}[.!?][ \n]", re.DOTALL)


def _reach_child(value: Value) -> float:
    if _MEETS.search(_SENTENCE_BEFORE.sub("", value.before(40))) is not None or len(value.link) > 40:
        return 0.0
    if ":" in value.link and value.word.rstrip("s") not in ("enf", "enfant"):
        return 0.0
    digits_only = not any(map(str.isalpha, value.text))
    if digits_only and len(value.text) > 4:
        return 1.0 if _CHILD_OF.fullmatch(value.link) is not None else 0.0
    if _CHILD_OF.fullmatch(value.link) is not None and value.text[:1].isdigit() and len(value.text) > 4:
        return 1.0
    return 1.0 if _CHILD_IN.fullmatch(value.link) is not None else 0.0


# "(12/2016 et 05/2020)", "Bethlehem (12/2013) et Miriam (04/2017)"
_ALSO_CHILD = re.compile(
    r"\)?,?[ ](?:et[ ])?[a-z][a-z'-]{1,16}[ ]?\((?:nee? )?(?:le )?|[ ]{0,2}(?:,|;|/|et|ou)[ ]{1,2}(?:et )?(?:le |du )?"
)
_BORN = frozenset(
    {
        "fille",
        "fils",
        "bebe",
        "enfant",
        "jumeaux",
        "jumelles",
        "gamin",
        "gamine",
        "garcon",
        "soeur",
        "sour",
        "frere",
    }
)


def _judge_child(value: Value) -> float:
    if value.link.endswith("de ") and len(value.text) == 4 and value.word.removesuffix("s") not in _BORN:
        return 0.0  # "la petite crue de 2012"
    return 0.6


# A list of them: "Naissances : Apolline Guichard, le 3 janvier 2025 ; …", "Enfants : Léo (12/03/2015), Zoé …".
_LISTS = ("naissances", "enfants", "personnes a charge", "enfants a charge", "a charge", "fratrie", "composition du foyer", "composition familiale", "foyer", "nos enfants", "mes enfants", "charge", "enfants concernes", "mineurs", "les petits", "les grands", "filles", "garcons", "mes filles", "mes fils")  # fmt: skip
_NAMED = (
    r"[a-z][a-z'.-]{1,20}(?: [a-z][a-z'.-]{0,20}){0,3}[ ]?(?:\([ ]?|[,:-]?[ ])[ ]{0,2}(?:nee?[ ])?(?:le[ ])?"
)
_FIRST_OF_LIST = re.compile(
    rf"(?:\(s\))?[ ]{{0,2}}(?::|\n|=|-|\()[ \n]{{0,3}}(?:[-*.][ ])?(?:\d[).][ ])?{_NAMED}"
)
_NEXT_OF_LIST = re.compile(
    rf"\)?(?:,? \d{{1,2}} ans)?[ ]?(?:[.,;/+-]|\n|et)?[ \n]{{1,3}}(?:[-*][ ])?(?:et )?(?!mari|divorc|pacs|separ|dece|entree|arrivee|depart|adresse|domicil|date|rdv|audience|visite|fait|inscri|facture|courrier){_NAMED}"
)


# "la composition familiale : vous-même, Fatou et Awa (01.09.2019)", "Fratrie ROUX : Ayden (02/2015)"
_IN_LIST = re.compile(r"[ (]?[^.;!?\n0-9()]{0,56}\b[a-z'-]{2,20}[ ]?\((?:nee?[ ](?:le[ ])?)?")


def _reach_list(value: Value) -> float:
    if value.link == "":
        return 1.0
    if _IN_LIST.fullmatch(value.link) is not None and ":" in value.link:
        return 1.0 if _is_first_name(value) else 0.0
    return 1.0 if _FIRST_OF_LIST.fullmatch(value.link) is not None and _is_named(value) else 0.0


def _is_first_name(value: Value) -> bool:
    """Whether the word just before the bracket is a first name with its capital."""
    words = re.findall("[A-Za-z]+", value.folded.text[value.start - min(26, len(value.link)) : value.start])
    words = [word for word in words if word.lower() not in {"ne", "nee", "le"}]
    return bool(words) and words[-1][0].isupper() and first_name(gazetteer().facts(words[-1].lower())) >= 1


def _is_named(value: Value) -> bool:
    """Whether what stands before the date is a name: a capital, or a first name that no word is."""
    link = value.folded.text[value.start - len(value.link) : value.start]
    words = [
        word for word in re.findall("[A-Za-z]+", link) if word.lower() not in {"ne", "nee", "le", "et", "s"}
    ]
    if not words or len(words) > 4:
        return False
    facts = first_name(gazetteer().facts(words[0].lower()))
    return facts >= 3 and (words[0][0].isupper() or not gazetteer().is_common(words[0].lower()))


def _judge_list(value: Value) -> float:
    return 0.6


# "Léo DALI, CE1, 12/03/2015"
_CLASSES = (
    "tps",
    "ps",
    "ms",
    "gs",
    "cp",
    "ce1",
    "ce2",
    "cm1",
    "cm2",
    "ulis",
    "6eme",
    "5eme",
    "4eme",
    "3eme",
    "ps-ms",
    "ms-gs",
    "2nde",
    "1ere",
    "1re",
    "tle",
    "terminale",
)
_IN_CLASS = re.compile(r"(?:[ ][a-z0-9]{1,6})?(?:\)[ ]?[:,-]?[ ]|[ ]?[,;/|-][ ]|[ ]?\([ ]?|[ ])")


def _reach_class(value: Value) -> float:
    start = value.start - len(value.link) - len(value.word)
    before = value.folded.text[max(0, start - 40) : start].rsplit("\n", 1)[-1]
    if not names_someone(before):
        return 0.0
    return 1.0 if _IN_CLASS.fullmatch(value.link) is not None and "\n" not in value.link else 0.0


_SPELLED_ALONE = Shape(
    rf"\b(?:{NUMBER}|premier)(?:[ -](?:et[ -])?{NUMBER})?[ ]{MONTH}[ ](?:{NUMBER}[ -]{{1,2}}){{1,8}}(?:{NUMBER})",
    0.4,
)
_OF_ACT = re.compile(r"[^.]{0,40}\best nee?\b")
_MEETING = re.compile(
    r"(?:delibera|seance|conseil|reunion|arrete|decret|loi|courrier|lettre|fait a)\b[^\n]{0,30}$"
)


def _check(candidate: Candidate) -> float:
    if _MEETING.search(candidate.before(60)) is not None:
        return 0.0
    if _OF_ACT.match(candidate.after(60)) is not None:
        return 0.75  # "Le dix mai mil neuf cent trente, à six heures, est née …"
    return 0.75 if candidate.near else 0.4


# Looked at first, the beginning of what the reach asks for: these words are common, and a date seldom follows.
_CHILD_OPENING = re.compile(
    r"[ ](?:du[ ]\d|de[ ][jfmasond12]|d'[ao]|nee?[ ](?:le[ ])?\d|(?:[a-z'.-]{1,20}[ ]){0,3}\(\w)|[ ]?\(|\.?[ ]?:[ ]\d"
)
_LIST_OPENING = re.compile(r"(?:\(s\))?(?:[ ][a-z-]{2,20}){0,2}[ ]{0,2}[:\n=(-]")
_CLASS_OPENING = re.compile(r"(?:[ ][a-z0-9]{1,6})?(?:[ ]?[,;/|(-]|\)[ ]?[:,-]?)?[ ]?\d")
_AGE_OPENING = re.compile(r"(?:[ ]depuis[ ][a-z]{3,10}|[ ]revolus)?[ ]*[,(-]")
ANNOUNCED = (
    Announced(
        Label.DATE_BIRTH, WORDS, _judge, shape=_AFTER_BIRTH, in_words=True, reach=reach, also=_ALSO_BORN
    ),
    Announced(
        Label.DATE_BIRTH,
        ("ne",),
        _judge,
        shape=_AFTER_BIRTH,
        in_words=True,
        reach=reach,
        opening=_OPENING,
        also=_ALSO_BORN,
    ),
    Announced(Label.DATE_BIRTH, ("o",), _judge, shape=_AFTER_BIRTH, in_words=True, reach=_reach_sign),
    Announced(Label.DATE_BIRTH, ("ans",), _judge_age, shape=_AGED, reach=_reach_age, opening=_AGE_OPENING),
    Announced(
        Label.DATE_BIRTH,
        ("ans",),
        _judge_birthday,
        shape=_BIRTHDAY_ON,
        in_words=True,
        reach=_reach_day,
        opening=_THE_DAY,
    ),
    Announced(
        Label.DATE_BIRTH,
        (
            "vu le jour",
            "voit le jour",
            "vit le jour",
            "mise au monde",
            "mis au monde",
            "accouche",
            "accouchement",
        ),
        _judge_age,
        shape=_DAY,
        in_words=True,
        reach=_reach_day,
        opening=_THE_DAY,
    ),
    Announced(
        Label.DATE_BIRTH,
        _CHILDREN,
        _judge_child,
        shape=_OF_CHILD,
        reach=_reach_child,
        opening=_CHILD_OPENING,
        also=_ALSO_CHILD,
    ),
    Announced(
        Label.DATE_BIRTH,
        _LISTS,
        _judge_list,
        shape=_DAY,
        in_words=True,
        reach=_reach_list,
        opening=_LIST_OPENING,
        also=_NEXT_OF_LIST,
    ),
    Announced(
        Label.DATE_BIRTH,
        _CLASSES,
        _judge_child,
        shape=_DAY,
        reach=_reach_class,
        opening=_CLASS_OPENING,
    ),
)
DETECTOR = Detector(
    label=Label.DATE_BIRTH, shapes=(_SPELLED_ALONE,), context=("ne", "nee", "naissance", "ddn"), check=_check
)
