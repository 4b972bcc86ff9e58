"""Références de dossier: what points to one person's file, request, complaint. Not an act, a market, an invoice."""

import re

from garant.privacy.announced import PHONE, Announced, Value, is_ordinary
from garant.privacy.detector import Detector, Shape
from garant.privacy.labels import Label

_FILES = (
    "dossier", "dossiers", "doss", "demande", "demandes", "plainte", "plaintes", "reclamation", "reclamations", "usager", "usagere", "concession", "procedure", "proces-verbal", "proces-verbaux", "pv",
    "p.v", "proces verbal", "main courante", "mains courantes", "mc", "mci", "signalement", "information preoccupante", "informations preoccupantes", "recours", "requete", "sinistre", "ticket",
    "recepisse", "inscription", "candidature", "client", "cliente", "abonne", "abonnee", "abonnement", "parquet", "jugement", "rg", "role general", "accident", "dru", "nur", "n.u.r",
    "numero unique", "no unique", "dalo", "patient", "patiente", "ipp", "iep", "nip", "quittance", "convocation", "contravention", "amende", "avis de contravention", "saisine", "intervention",
    "declaration", "fiche", "ip", "crip", "enregistrement", "depot", "pre-plainte", "preplainte", "numero d'usager", "identifiant usager", "lecteur", "lectrice", "carte lecteur", "carte d'abonne",
    "accuse de reception", "accuse d'enregistrement", "attestation d'enregistrement", "permis de construire", "declaration prealable", "lgmt social", "asile", "mesure", "ordonnance de protection",
    "placement", "numero de suivi", "rdv no", "rendez-vous no", "confirmation", "teledossier", "demarche", "demarches simplifiees", "anah", "maprimerenov", "police d'assurance", "contrat d'assurance",
    "sociétaire".replace("é", "e"), "contrat", "compteur", "pdl", "prm", "pce", "point de livraison", "redevable", "badge dechets", "incident", "affaire", "instance", "minute", "famille", "foyer",
    "enfant no", "livret de famille", "acte de naissance", "acte de deces", "acte de mariage", "ecrou", "numero d'ecrou", "no d'ecrou", "reference unique du mandat", "reference unique de mandat", "rum", "nne", "numero national d'electeur", "numero d'electeur", "no d'electeur", "carte electorale", "rapport d'information", "rapport d'incident", "rapport d'intervention", "rapport de constatation", "rapport circonstancie", "rapport d'infraction", "bicycode", "marquage", "paravol", "code usager", "carte de transport", "carte navigo", "fse",
)  # fmt: skip
# Say only that a reference follows: of whom, what stands before them may tell.
_REFERENCES = (
    "n/ref", "v/ref", "n/reference", "v/reference", "nos ref", "vos ref", "nos references", "vos references", "notre reference", "votre reference", "notre ref", "votre ref", "ref", "refs",
    "reference", "references", "v. ref", "n. ref", "courrier", "suivi", "logement", "rappeler la reference", "a rappeler", "nref", "vref",
)  # fmt: skip
_OF_OTHERS = re.compile(
    r"\b(?:deliberation|delib|marche|consultation|facture|devis|commande|poste|offre|annonce|arrete|decret|loi|convention|subvention|appel a projets?|produit|article|catalogue|modele|norme|"
    r"bon de|fournisseur|titre|mandat|budget|lot|avis de publicite|accord-cadre|circulaire|note de service|cerfa|formulaire|imprime|rapport)\w*\b"
)
_OF_SUPPLIERS = frozenset(("contrat", "client", "compteur", "affaire", "declaration", "intervention", "fiche", "procedure", "incident", "instance", "minute", "mesure", "confirmation", "depot", "demarche", "enregistrement", "accident", "mc", "inscription", "ip"))  # fmt: skip
_ROAD = re.compile(r"(?:RD|RN|RM|[ADNECM]|VC|CR|CD|PK|PR)[ ]?\d{1,4}")
_SURE = frozenset(
    (
        "rg",
        "plainte",
        "usager",
        "usagere",
        "nur",
        "numero unique",
        "main courante",
        "patient",
        "patiente",
        "dalo",
        "parquet",
        "rum",
        "ipp",
        "ecrou",
        "reclamation",
        "contravention",
        "signalement",
    )
)
_ACT = re.compile(
    r"O\d{12,15}$|(?:DEL|DCM|DELIB|ARR|AR|AT|LOI|CM|CP|MAPA|MP|CCTP|DCE|BC|FA|FAC|DEV)[-/_ ]?\d",
    re.IGNORECASE,
)
_WORDS_ONLY = re.compile(r"[a-z]{3,}")


def _judge(value: Value) -> float:
    text, compact = value.text, value.compact
    if len(compact) < 4 or len(value.digits) < 3 or len(compact) > 32:
        return 0.0
    if is_ordinary(text, value.after(16)) or PHONE.fullmatch(text) is not None:
        return 0.0
    if _ROAD.fullmatch(text) is not None:
        return 0.0
    weak = value.word in _OF_SUPPLIERS or not value.marked
    if len(compact) == 5 and not value.marked and re.match(r"[ ]{1,2}[a-z]", value.after(4)):
        return 0.0  # a postcode
    if weak and len(value.digits) < 4 and text.isdigit():
        return 0.0
    before = value.before(120 if value.word in _REFERENCES else 46)
    if value.word not in _SURE and _OF_OTHERS.search(before) is not None:
        return 0.0 if value.word != "dossier" else 0.4
    score = 0.85 if value.adjoins else 0.72
    if weak:
        score -= 0.15 if value.adjoins else 0.1
    vague = value.word in _REFERENCES or value.word in _OF_SUPPLIERS
    return 0.4 if vague and _ACT.match(text) else score


def _judge_reference(value: Value) -> float:
    """After "réf." only what looks like one: a sign or letters in it, or the sign that announces it."""
    if not value.marked and value.text.isdigit():
        return 0.0
    return 0.9 * _judge(value)


def _judge_bare(value: Value) -> float:
    """ "numéro 974 0325 004418 11": of something of somebody, when it is long and nothing says of what else."""
    long_enough = len(value.digits) >= 9 and value.adjoins
    return 0.65 * (_judge(value) > 0) if long_enough else 0.0


# Numbers of the State that say by their form alone what they are.
_PERMIT = Shape(
    r"\b(?:PC|PA|PD|DP|CU)[ ]?(?:\d{3}|02[AB])[ ]\d{3}[ ]\d{2}[ ][A-Z0-9]{5}(?:[ -]?M\d{2})?\b",
    0.55,
    cased=True,
)

ANNOUNCED = (
    Announced(Label.CASE_ID, _FILES, _judge),
    Announced(Label.CASE_ID, _REFERENCES, _judge_reference),
    Announced(Label.CASE_ID, ("numero",), _judge_bare),
)
DETECTOR = Detector(label=Label.CASE_ID, shapes=(_PERMIT,))
