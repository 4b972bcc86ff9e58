"""Adresses électroniques, written plainly, obfuscated ("arobase") or damaged by OCR. Generic desks are nobody's."""

import re

from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label
from garant.privacy.vocabulary import as_words

_PLAIN = Shape(r"\b[a-z0-9_][\w.+%'-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}\b", 0.95)
_AT = r"(?:[ ]?[\[({<][ ]?(?:at|arobase|arobas|a|chez|@)[ ]?[\])}>][ ]?|[ ](?:at|arobase|arobas)[ ]|[ ]{0,2}@[ ]{0,2})"
_DOT = r"(?:[ ]?[\[({<][ ]?(?:dot|point|pt|\.)[ ]?[\])}>][ ]?|[ ](?:dot|point)[ ]|[ ]?[.,][ ]?)"
_OBFUSCATED = Shape(
    rf"\b[a-z0-9](?:[\w+-]|\.)*(?:[ ]?[\[({{](?:dot|point)[\])}}][ ]?[\w-]+|[ ]point[ ][\w-]+)*{_AT}[a-z0-9][a-z0-9-]*(?:{_DOT}[a-z0-9-]+)?"
    rf"{_DOT}(?:fr|com|net|org|eu|re|gp|mq|nc|pf|yt|be|ch|info|email|gouv|bzh|corsica|io)\b",
    0.85,
)

_GENERIC = as_words(
    """
    contact contacts mairie voirie travaux proprete environnement cantine restauration transports mobilite tourisme-accueil accueil info infos information informations secretariat administration admin
    communication presse courrier noreply no-reply ne-pas-repondre nepasrepondre dpo rgpd rssi rh drh
    dsi dgs ccas cias mdph caf support aide assistance service services urbanisme etatcivil etat-civil
    elections scolaire periscolaire ecole college lycee creche mediatheque bibliotheque crl musee
    tourisme office finances comptabilite facturation facture factures marches marchespublics achats
    recrutement emploi emplois jobs candidature candidatures webmaster postmaster abuse newsletter
    inscription inscriptions reservation reservations reclamation reclamations usagers cabinet direction
    dechets eau assainissement police policemunicipale pm technique techniques st ctm dst sav hello
    bonjour solidarite solidarites enfance petite-enfance jeunesse sports sport culture logement habitat
    prefecture sous-prefecture region departement conseil commune ville agglo agglomeration metropole
    communaute syndicat association asso bureau federation guichet standard mission missionlocale pmi
    mds ase protection donnees donneespersonnelles donnees-personnelles incident incidents securite
    alerte formation formations secretaire greffe tribunal cnil webmestre site moderation
    vie-associative vieassociative participation democratie
    """
)
_WORDS = re.compile("[a-z]+")
_IN_WORDS = re.compile(r" (?:at) ")
_SURE = re.compile(
    r"[._0-9+-][a-z0-9]* at |\bat (?:gmail|googlemail|orange|free|hotmail|outlook|yahoo|laposte|wanadoo|sfr|live|icloud|msn|bbox|proton|protonmail|gmx|neuf|numericable|aol)\b"
)


def is_generic(local_part: str) -> bool:
    """True for a desk ("contact", "mairie.digne", "service-rh"), False for somebody's mailbox."""
    words = _WORDS.findall(local_part)
    if local_part in _GENERIC or "".join(words) in _GENERIC:
        return True
    return bool(words) and words[0] in _GENERIC


def _check(candidate: Candidate) -> float:
    value = candidate.value.lower()
    local_part = re.split(r"@|[ \[({<](?:at|arobase?|a|chez)[ \])}>]", value, maxsplit=1)[0].strip(" [({<")
    if is_generic(local_part):
        return 0.0
    if "@" not in value and _IN_WORDS.search(value) is not None and _SURE.search(value) is None:
        return 0.0  # "let us meet at noon.com": words, until something of a mailbox stands on one side
    return candidate.shape.score


DETECTOR = Detector(label=Label.EMAIL, shapes=(_PLAIN, _OBFUSCATED), check=_check)
