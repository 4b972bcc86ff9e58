"""SIRET, SIREN or VAT number of an individual's business. Those of public bodies and companies are public."""

import re

from stdnum import luhn

from garant.privacy.announced import Announced, Value
from garant.privacy.detector import Detector
from garant.privacy.gazetteer import first_name, gazetteer
from garant.privacy.labels import Label

_NUMBER = re.compile(
    r"(?:FR[ ]?[0-9A-Z]{2}[ ]?)?\d(?:[ .\-\t]{0,2}[0-9OlI]){8}(?:[ .\-\t]{0,3}[0-9OlI](?:[ .]?[0-9OlI]){4})?(?![0-9A-Za-z])"
)
_INDIVIDUAL = re.compile(
    r"\b(?:auto[- ]?entrepr|micro[- ]?entrepr|microentrepr|entreprise individuelle|entrepreneu(?:r|se) individuel|e\.?i\.?(?![a-z])|artisan|profession liberale|liberale?\b|exploitante? agricole|independante?\b|"
    r"nom propre|autoentrepr|eirl|commercante?\b|ma (?:micro|petite )?(?:entreprise|boite)|mon (?:siret|siren|entreprise|activite)|a mon compte|je suis|je soussigne|freelance|assistante? maternelle|"
    r"infirmi(?:er|ere)s?\b|medecin|kine|sage-femme|psychologue|orthophoniste|osteopathe|avocate?\b|photographe|agricult|maraich|apicult|eleveu|formateur|formatrice|consultante?\b|taxi\b|traducteur|traductrice|"
    r"graphiste|peintre|plombi|menuisi|electricien|macon\b|coiffeu|estheticienne|couturi|musicien|dj\b|bailleur|loueu|lmnp|nee? le)"
)
_COMPANY = re.compile(
    r"\b(?:s\.?a\.?r\.?l|s\.?a\.?s\.?u?|eurl|s\.?a\b|s\.?c\.?i|scop|scic|scp|selarl|snc|gie|gip|sem\b|spl\b|epic|epci|gaec|earl|mairie|commune|departement\w*|region|association|asso\b|communaute|societes?|metropole|syndicat|"
    r"ville\b|ccas|cias|prefecture|etablissement|college|lycee|ecole|hopital|centre|office|agence|fondation|federation|mutuelle|banque|groupe|conseil|collectivite|agglo\w*|universite|sdis|opac|hlm|ehpad|club|"
    r"holding|cooperative|chambre|caisse|comite|edf|engie|orange|la poste|organisme|titulaire|attributaire|fournisseur|pouvoir adjudicateur|acheteur)\b"
)
_PAIR = re.compile(r"\b([A-Z][a-z]+)[ -]([A-Z][A-Za-z]+)")
_TITLE = re.compile(r"\b(?:m\.|mr|mme|monsieur|madame|mlle|m)[ ]+[a-z]")


def _judge(value: Value) -> float:
    digits = value.digits
    if value.compact.startswith("FR"):
        digits = value.compact[4:]
    if len(digits) not in (9, 14):
        return 0.0
    lower = value.folded.lower
    start = value.start - len(value.link) - len(value.word)
    before, after = (
        lower[max(0, start - 150) : start + len(value.word)],
        lower[value.end : value.end + 70].split("\n\n")[0],
    )
    line = before.rsplit("\n", 1)[-1]
    # What the same line says counts before what the lines above say.
    if _COMPANY.search(line) is None and _names_someone(
        value.folded.text[value.start - len(value.link) - len(line) : value.start]
    ):
        return 0.7
    here = line if max(_last(_INDIVIDUAL, line), _last(_COMPANY, line)) >= 0 else before
    person, company, titled = (_last(words, here) for words in (_INDIVIDUAL, _COMPANY, _TITLE))
    if person < 0 and company < 0:
        own = _INDIVIDUAL.search(after)
        other = _COMPANY.search(after)
        if own is not None and (other is None or own.start() < other.start()):
            return 0.8
        if titled >= 0 and other is None:
            return 0.65
        return 0.0 if other is not None else 0.4
    if max(person, titled) > company:
        # La Poste: 14 digits whose sum is a multiple of 5.
        valid = luhn.is_valid(digits) or digits.startswith("356000000")
        return (0.75 if person > company else 0.6) + 0.1 * valid
    return 0.0


def _names_someone(text: str) -> bool:
    """Whether a first name and another capital stand side by side: "Noëlle Sapin, céramiste"."""
    return any(
        (first_name(gazetteer().facts(pair[1].lower())) >= 5 and not gazetteer().is_common(pair[2].lower()))
        or first_name(gazetteer().facts(pair[1].lower())) >= 6
        for pair in _PAIR.finditer(text)
    )


def _last(words: re.Pattern[str], text: str) -> int:
    """Where the last of them stands, -1 for none."""
    place = -1
    for match in words.finditer(text):
        place = match.start()
    return place


ANNOUNCED = Announced(
    Label.SIRET,
    (
        "siret",
        "siren",
        "rcs",
        "rm",
        "numero de siret",
        "tva",
        "tva intracommunautaire",
        "repertoire des metiers",
        "s.i.r.e.t",
        "siret no",
    ),
    _judge,
    shape=_NUMBER,
)
DETECTOR = Detector(label=Label.SIRET, shapes=())
