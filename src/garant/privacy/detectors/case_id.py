"""Références de dossier: what points to one person's file, request, complaint. Not an act, a market, an invoice."""

import re
from string import ascii_uppercase

from garant.privacy.announced import DATE, YEAR, Announced, Value, is_ordinary, is_phone
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.gazetteer import gazetteer
from garant.privacy.labels import Label
from garant.privacy.subject import Subject, body_follows, subject

_FILES = (
    "baj", "bureau d'aide juridictionnelle", "aide juridictionnelle", "iodas", "solis", "i-milo", "imilo", "fsl", "dls", "nud", "no nud", "sdt", "spdt", "sdre", "nataf", "ecroue", "ecroues", "ecrouee", "maprocuration", "procuration", "si-siao", "siao", "fiche siao",
    "numero d'affaire", "no d'affaire", "carte jeune", "carte amethyste", "carte de decheterie", "pass decheterie", "carte decheterie", "buccal no", "prelevement no", "scelle", "scelles", "gravage", "hospitalisation", "sejour no", "sdis",
    "dossier", "dossiers", "doss", "dos", "dr no", "dde", "ddes", "tutelle", "curatelle", "sauvegarde de justice", "reservation", "reservations", "pre-reservation", "ppe", "sne", "portalis", "fps", "avis de paiement",
    "forfait post-stationnement", "no candidat", "candidat", "candidate", "titre de concession", "pc no", "dp no", "pa no", "cu no", "pre-demande", "predemande", "teleservice", "registre d'hebergement", "registre des mains courantes",
    "chrono", "enregistree sous le", "enregistre sous le", "sous le numero", "suivi par numero", "carte pass", "cpte famille", "compte famille", "hebergement", "adoption", "agrement d'adoption", "demande", "demandes", "plainte", "plaintes", "reclamation", "reclamations", "usager", "usagere", "concession", "procedure", "proces-verbal", "proces-verbaux", "pv",
    "p.v", "proces verbal", "main courante", "mains courantes", "mc", "mci", "signalement", "information preoccupante", "informations preoccupantes", "recours", "requete", "sinistre", "requisition", "notification", "cdaph", "nodossier", "nodossiers", "noclient", "arret de travail", "carte sncf", "pacs", "permis de visite",
    "recepisse", "inscription", "candidature", "client", "cliente", "abonne", "abonnee", "abonnement", "parquet", "jugement", "rg", "role general", "accident", "dru", "nur", "n.u.r",
    "numero unique", "no unique", "dalo", "patient", "patiente", "ipp", "iep", "nip", "quittance", "convocation", "contravention", "amende", "avis de contravention", "saisine", "intervention",
    "declaration", "ip", "crip", "enregistrement", "depot", "pre-plainte", "preplainte", "numero d'usager", "identifiant usager", "lecteur", "lectrice", "carte lecteur", "carte d'abonne",
    "accuse de reception", "accuse d'enregistrement", "attestation d'enregistrement", "permis de construire", "declaration prealable", "lgmt social", "asile", "mesure", "ordonnance de protection",
    "placement", "numero de suivi", "rdv no", "rendez-vous no", "confirmation", "teledossier", "demarche", "demarches simplifiees", "anah", "maprimerenov", "police d'assurance", "contrat d'assurance",
    "sociétaire".replace("é", "e"), "compteur", "pdl", "prm", "pce", "point de livraison", "redevable", "badge dechets", "affaire", "instance", "minute", "famille", "foyer",
    "enfant no", "livret de famille", "ecrou", "numero d'ecrou", "no d'ecrou", "reference unique du mandat", "reference unique de mandat", "rum", "nne", "numero national d'electeur", "numero d'electeur", "no d'electeur", "carte electorale", "rapport d'information", "rapport d'incident", "rapport d'intervention", "rapport de constatation", "rapport circonstancie", "rapport d'infraction", "bicycode", "marquage", "paravol", "code usager", "carte de transport", "carte de bus", "carte de car", "carte navigo", "fse",
)  # fmt: skip
# Say only that a reference follows: of whom, what stands before them may tell.
_REFERENCES = (
    "n/ref", "v/ref", "n/reference", "v/reference", "nos ref", "vos ref", "nos references", "vos references", "notre reference", "votre reference", "notre ref", "votre ref", "ref", "refs",
    "reference", "references", "v. ref", "n. ref", "courrier", "suivi", "logement", "rappeler la reference", "a rappeler", "nref", "vref",
)  # fmt: skip
_OF_OTHERS = re.compile(
    r"\b(?:deliberation|delib|marche|consultation|facture|devis|commande|poste|offre|annonce|arrete|decret|loi|convention|subvention|appel a projets?|produit|article|catalogue|modele|norme|"
    r"bon de|fournisseur|titre|mandat(?!aire)|budget|lot|avis de publicite|accord-cadre|circulaire|note de service|cerfa|formulaire|imprime|rapport|version|logiciel|assureur)\w*\b"
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
        "sinistre",
    )
)
# Acts, markets and invoices say by their first letters what they are; the others only may.
_ACT = re.compile(
    r"O\d{12,15}$|(?:DELIB|DEL|SUB|OT|BT|TVX|TRV|OM|PROJ|OP|DCM|DCC|DBC|ARR|LOI|MAPA|AOO|CCTP|CCAP|DCE|BPU|BC|FA|FAC|FACT|DEV|DV|RFC|ISO|NF|EN|CVE|PLU)[-/_ ]?\d",
    re.IGNORECASE,
)
_MAYBE_ACT = re.compile(r"(?:AR|AT|AM|CM|CP|MP|CONV|CV)[-/_ ]?\d", re.IGNORECASE)
# Acts, but for these words: "dossier n° DCM-2024-118" is one of a council, "PV n°" one of the police.
_BODIES_FILE = re.compile(
    r"\b(?:association|societe|entreprise|club|commune|ecole|college|mairie|fournisseur|prestataire|achat|qualite|interne|plan|climat)\b"
)


def is_act(text: str) -> bool:
    """Whether it begins as the numbers of acts, markets and invoices do: "DCM-2024-118"."""
    return _ACT.match(text) is not None


def _judge(value: Value) -> float:
    text, compact = value.text, value.compact
    if len(compact) < 4 or len(value.digits) < 3 or len(compact) > 32:
        return 0.0
    if is_ordinary(text, value.after(16)) or is_phone(text):
        return 0.0
    if _ROAD.fullmatch(text) is not None:
        return 0.0
    weak = value.word in _OF_SUPPLIERS or not value.marked
    if len(compact) == 5 and not value.marked and _is_postcode(value):
        return 0.0
    if weak and len(value.digits) < 4 and text.isdigit():
        return 0.0
    before = value.before(120 if value.word in _REFERENCES else 46)
    if value.word not in _SURE and _OF_OTHERS.search(before) is not None:
        return 0.0 if value.word != "dossier" else 0.4
    score = 0.85 if value.adjoins else 0.72
    if weak:
        score -= 0.15 if value.adjoins else 0.1
    vague = value.word in _REFERENCES or value.word in _OF_SUPPLIERS
    if (_ACT.match(text) and value.word not in _SURE) or (vague and _MAYBE_ACT.match(text)):
        return 0.4
    if value.word in _OF_SUPPLIERS:
        # What a body has too: "contrat n° 118, société Dalkia", "compteur de l'école n° 118".
        if _BODIES_FILE.search(value.link) is not None or body_follows(value.folded, value.end):
            return 0.35
        if text.isdigit() and len(text) < 5 and not value.marked:
            return 0.35
    return score


def _judge_reference(value: Value) -> float:
    """After "réf." only what looks like one: a sign or letters in it, or the sign that announces it."""
    if not value.marked and value.text.isdigit():
        return 0.0
    if _ACT.match(value.text) is not None or _INCOME.search(value.before(24)) is not None:
        return 0.0
    return 0.9 * _judge(value)


_INCOME = re.compile(
    r"\b(?:revenus?|fiscal|quotient|taux|prix|indice|periode|annee|salaire)(?: fiscal)?(?: de)? $"
)


def _judge_act(value: Value) -> float:
    """ "Acte n° 882": of the civil register, where birth, marriage or death stand near."""
    if not value.marked or not 2 <= len(value.digits) <= 8 or is_ordinary(value.text, value.after(16)):
        return 0.0
    around = value.folded.lower[max(0, value.start - 160) : value.end + 90]
    if _CIVIL.search(around) is None:
        return 0.0
    return 0.65 if len(value.digits) >= 4 else 0.4  # "ACTE DE NAISSANCE N° 47" says little


_CIVIL = re.compile(
    r"\b(?:naissances?|mariage|deces|reconnaissance|etat[ -]civil|adoption|livret de famille|pacs)\b"
)


def _judge_common(value: Value) -> float:
    """Contracts, tickets, forms: bodies have them too, so that the line has to speak of somebody."""
    score = _judge(value)
    if score < 0.5:
        return score
    spoken = subject(value.folded, value.start - len(value.link) - len(value.word), value.end)
    return score if spoken is Subject.PERSON else 0.4 if spoken is Subject.UNKNOWN else 0.0


_INSURED = re.compile(
    r"\b(?:assur(?:ance|eur|es?|ee)|mutuelle|maif|macif|maaf|matmut|groupama|mae|gmf|mma)\b[^.\n]{0,24}$"
)
_HARM = re.compile(r"\b(?:sinistre|accident|degats?|blesse|inonde|constat|chute|cogne)")
_OF_A_BODY = re.compile(
    r"\b(?:smacl|sofaxis|cnp|commune|mairie|ville|flotte|marche|lot|collectivite|association|club)\b"
)


def _judge_contract(value: Value) -> float:
    """Beside an insurer, where harm was done, somebody's: "Assureur : Matmut, contrat 118 204 77"; not a body's."""
    before = value.before(60)
    if (
        value.adjoins
        and len(value.digits) >= 5
        and _INSURED.search(before) is not None
        and _HARM.search(value.folded.lower, max(0, value.start - 900), value.start) is not None
        and _OF_A_BODY.search(before + value.link + value.after(48).split("\n", 1)[0]) is None
        and not is_ordinary(value.text, value.after(16))
        and not is_phone(value.text)
    ):
        return 0.6
    return _judge_common(value)


# The number of a forfait de post-stationnement: the town's fourteen digits first.
_PARKED = re.compile(r"\d{14}[ ]?\d{1,3}(?:[ ]?\d{1,3}){3,4}(?!\d)")
_PARKED_NEAR = re.compile(r"[^\n\d]{0,40}\d{14}")


def _judge_parked(value: Value) -> float:
    return 0.96 if len(value.digits) == 26 or (" " in value.text and len(value.digits) > 20) else 0.0


def _is_postcode(value: Value) -> bool:
    """Whether a commune follows five digits; in a text without capitals, one that the lists hold."""
    town = re.match(r",?[ ]{1,2}([A-Za-z]+)", value.folded.text[value.end : value.end + 24])
    if town is None:
        return False
    word = town[1].lower()
    return town[1][0].isupper() or (gazetteer().starts_commune(word) and not gazetteer().is_common(word))


def _judge_bare(value: Value) -> float:
    """ "n° 2024-F-0619": what it is the number of, the rest of its line tells."""
    text, compact = value.text, value.compact
    short = 5 if text.isdigit() else 4
    if len(value.digits) < 3 or len(compact) < short or _judge(value) == 0.0:
        return 0.0
    if _ACT.match(text) is not None or _CASE_LAW.search(value.before(48)) is not None:
        return 0.0
    spoken = subject(value.folded, value.start, value.end)
    if spoken is Subject.THING:
        return 0.0
    if spoken is Subject.PERSON or len(value.digits) >= 9:
        return 0.62
    return 0.4 if len(compact) >= 5 else 0.0


# "CE, 12 juin 2020, n° 418142": a decision that is cited.
_CASE_LAW = re.compile(
    r"\b(?:ce|caa [a-z-]{3,20}|cass|cjue|cedh)[ .,][^\n;]{0,16}\b(?:19|20)\d\d,? (?:req\. ?)?$"
)

# Numbers of the State that say by their form alone what they are.
_PERMIT = Shape(
    r"\b(?:PC|PA|PD|DP|CU)[ ]?(?:\d{3}|02[AB])[ ]\d{3}[ ]\d{2}[ ][A-Z0-9]{5}(?:[ -]?M\d{2})?\b",
    0.55,
    cased=True,
)

# Another "n°" speaks for itself.
_LISTED = re.compile(r"[ ]?(?:,|;|/|et|ou|puis)[ ]{1,2}(?:et |ou )?")
# Codes of letters and digits, which nothing announces: whose they are, their line tells.
_PREFIXED = Shape(
    r"\b[A-Z]{1,6}\d{0,2}[-/](?:[0-9A-Z]{1,6}[-/]){0,3}\d{2,8}(?:[A-Z]|[-/][A-Z]{1,3})?\b", 0.35, cased=True
)
# The same in digits: of a service, a year and a number; of legal aid; of a judge for children.
_NUMBERED = Shape(
    r"\b(?:20\d\d[-/.]\d{2,3}[-/.]\d{3,6}|\d{2,5}[-/]20\d\d[-/]\d{3,6}(?:[-/]\d{2,6})?|\d{3,5}/\d{3,5}/20\d\d|\d\d-[A-Z]{1,3}-20\d\d-\d{3,6})\b",
    0.35,
    cased=True,
)
_COURTS = Shape(
    r"\b(?:C-\d{5}-20\d\d-\d{4,6}|(?:AE|TE|JE)[ ]\d\d/[A-Z]?\d{3,5}|(?:TA|CAA|TJ|JAF|JLD)[ ](?:n?o?[ ]?)?\d{2}/?\d{5})\b",
    0.6,
    cased=True,
)
# Of these years the affair is likely somebody's own; older ones are cited as case law.
_COURT_OF = Shape(
    r"\bTA[ ](?:de |d')?[A-Z][A-Za-z'-]+,?[ ](?:no[ ]?)?(?P<value>2[2-9]\d{5}(?:-\d)?)\b", 0.6, cased=True
)
_YEARED = Shape(r"\b(?:20)?\d\d[-/](?:[A-Z]{1,5}[-/]?)\d{2,7}\b", 0.35, cased=True)
# These begin the numbers of somebody's affairs.
_OURS = frozenset(
    [
        "DEM",
        "DOS",
        "DOSS",
        "USA",
        "USG",
        "REC",
        "RECL",
        "PLA",
        "SIG",
        "RDV",
        "INS",
        "PE",
        "ASE",
        "APA",
        "RSA",
        "FSL",
        "PCH",
        "AAH",
        "ASPA",
        "CSS",
        "MDPH",
        "CNI",
        "PASS",
        "ANTS",
        "CRIP",
        "IP",
        "AEMO",
        "AED",
        "MC",
        "PV",
        "SOC",
        "AFS",
        "LOG",
        "DRU",
        "DALO",
        "MPR",
        "CAND",
        "PF",
        "RES",
        "CMI",
        "FAM",
        "SAV",
        "REQ",
        "SR",
        "RITM",
    ]
)
_GLUED = "/-.@_#&?%+"


_SURE_SHAPES = (_PERMIT, _COURTS, _COURT_OF)


def _check(candidate: Candidate) -> float:
    if candidate.shape in _SURE_SHAPES:
        return candidate.shape.score
    if is_ordinary(candidate.value, candidate.after(16)) or DATE.fullmatch(candidate.value) is not None:
        return 0.0
    text, value = candidate.folded.text, candidate.value
    if text[candidate.start - 1 : candidate.start] in _GLUED and candidate.start:
        return 0.0
    following = text[candidate.end : candidate.end + 2]
    if following[:1] and following[0] in _GLUED and following[1:].strip(" "):
        return 0.0
    if (
        len(candidate.digits) < 3
        or len(candidate.compact) < 5
        or _ACT.match(value) is not None
        or YEAR.fullmatch(candidate.digits)
    ):
        return 0.0
    spoken = subject(candidate.folded, candidate.start, candidate.end)
    if spoken is Subject.THING:
        return 0.0
    known = value[: len(value) - len(value.lstrip(ascii_uppercase))] in _OURS
    if spoken is Subject.PERSON:
        return 0.7 if known else 0.55
    return 0.6 if known and len(candidate.digits) >= 4 else 0.35


ANNOUNCED = (
    Announced(Label.CASE_ID, _FILES, _judge),
    Announced(Label.CASE_ID, _REFERENCES, _judge_reference),
    Announced(
        Label.CASE_ID,
        (
            "ticket",
            "fiche",
            "incident",
            "attestation",
            "extraction",
            "fiche navette",
            "rapport social",
        ),
        _judge_common,
    ),
    Announced(Label.CASE_ID, ("contrat", "police"), _judge_contract),
    Announced(
        Label.CASE_ID,
        ("avis", "fps", "forfait post-stationnement", "forfait de post-stationnement"),
        _judge_parked,
        shape=_PARKED,
        opening=_PARKED_NEAR,
    ),
    Announced(Label.CASE_ID, ("acte", "actes"), _judge_act),
    Announced(Label.CASE_ID, ("no", "nos", "num", "numero", "numeros", "nro"), _judge_bare, also=_LISTED),
)
DETECTOR = Detector(
    label=Label.CASE_ID, shapes=(_PERMIT, _PREFIXED, _YEARED, _NUMBERED, _COURTS, _COURT_OF), check=_check
)
