"""What the line of a number speaks of: somebody's affairs, an act or a thing, or nobody can tell.

The nearest word before the number decides; where none does, the first after it. The cost is that of some thirty
words for each number asked about.
"""

import re
from enum import Enum

from garant.privacy.folded import Folded
from garant.privacy.gazetteer import first_name, gazetteer, surname
from garant.privacy.vocabulary import STREETS, TITLES, as_words

_BEFORE, _AFTER = 110, 70  # characters


class Subject(Enum):
    PERSON = "person"
    THING = "thing"  # an act, a market, a law, a place, a device
    UNKNOWN = "unknown"


# Folded, without a final s.
_THINGS = as_words(
    """
    deliberation delib marche facture devi devis commande loi decret arrete ordonnance article budget bordereau convention cerfa circulaire
    norme reglement directive consultation lot siret siren subvention capital engagement imputation parcelle cadastre cadastree
    section chapitre annexe version versement mandat journal jo accord avenant programme operation projet plan plu scot modification
    revision salle bureau etage batiment page tome fascicule serie modele produit catalogue annonce offre inventaire
    immobilisation compteur engin materiel serveur switch logiciel imprimante photocopieur ordinateur candelabre lampadaire armoire
    vanne borne panneau bouche poteau arbre route rd rn rue avenue chemin boulevard impasse allee quai societe sarl sas sasu eurl
    association entreprise fournisseur syndicat attributaire groupement federation club tel telephone fax standard prix tarif
    montant total somme solde credit decision avi avis cada arret cass pourvoi caa echelon indice grille quartier district canton
    circonscription insee naf ape rcs tva isbn issn ean colis coli iso afnor commission seance recommande recommandee bulletin
    cctp ccap bpu dce rapport poste lettre edition numero-vert qualite achat maintenance guide fiche-action installation
    """
)
_PERSONS = as_words(
    """
    dossier dos demande dde plainte reclamation usager usagere allocataire allocation beneficiaire agent agente salarie salariee eleve
    enfant patient patiente candidat candidate candidature inscription inscrit inscrite abonne abonnee abonnement adherent adherente
    locataire famille foyer carte badge titulaire tutelle curatelle sauvegarde placement mesure assure assuree sejour identite tuteur
    tutrice curateur curatrice naissance mariage dece deces hebergement reservation rdv rendez ticket suivi etranger etrangere
    demandeur demandeuse requerant requerante plaignant plaignante victime temoin conjoint conjointe epoux epouse domicilie
    domiciliee demeurant matricule verbalisateur contribuable redevable proprietaire resident residente mineur mineure soussigne
    soussignee interesse interessee signalement contravention amende recour recours requete sinistre accident caf msa mdph cpam rsa
    apa pch aah mon ma me son sa enregistre enregistree predemande teleservice ant ants passeport licencie licenciee joueur joueuse
    stagiaire apprenti apprentie vacataire brigadier gardien policier atsem puericultrice jugement ecrou detenu detenue parquet
    utilisateur utilisatrice requisition extraction pac licence licencie electeur adoption procureur pv client cliente societaire pension retraite rente courrier fourriere grave pere mere fil fils fille soeur frere
    identifiant mon votre vos vo
    """
)
# Several words that say more than each of them.
_PHRASES = {
    "titre de recette": Subject.THING, "titre executoire": Subject.THING, "appel d offre": Subject.THING, "appel a projet": Subject.THING, "tableau des emploi": Subject.THING, "emploi no": Subject.THING,
    "ordre de mission": Subject.THING, "ordre no": Subject.THING, "ligne no": Subject.THING, "bu no": Subject.THING, "note de service": Subject.THING, "mandat sepa": Subject.PERSON, "mandat de prelevement": Subject.PERSON,
    "cour de": Subject.THING, "conseil d etat": Subject.THING, "adjoint technique": Subject.PERSON, "adjointe technique": Subject.PERSON, "adjoint administratif": Subject.PERSON, "mise en cause": Subject.PERSON,
    "mi en cause": Subject.PERSON, "main courante": Subject.PERSON, "permi de construire": Subject.PERSON, "declaration prealable": Subject.PERSON, "aide sociale": Subject.PERSON, "assistante maternelle": Subject.PERSON,
    "acte de": Subject.PERSON, "au nom": Subject.PERSON, "rapport d intervention": Subject.PERSON, "rapport d information": Subject.PERSON, "avi d imposition": Subject.PERSON, "avi d impot": Subject.PERSON,
    "recepisse de depot": Subject.THING, "fiche action": Subject.THING, "fiche technique": Subject.THING, "fiche de poste": Subject.THING, "numero vert": Subject.THING, "demande d achat": Subject.THING,
    "attestation no": Subject.PERSON, "poste d agent": Subject.THING, "poste d": Subject.THING, "avi impot": Subject.PERSON, "arret de travail": Subject.PERSON, "police d assurance": Subject.THING, "arret maladie": Subject.PERSON, "enquete sociale": Subject.PERSON, "permi de visite": Subject.PERSON, "rapport social": Subject.PERSON, "poste de": Subject.THING, "dossier de presse": Subject.THING, "dossier de consultation": Subject.THING, "bulletin de paie": Subject.PERSON, "bulletin de paye": Subject.PERSON, "bulletin municipal": Subject.THING,
    "avi de paiement": Subject.PERSON, "avi de contravention": Subject.PERSON, "marche public": Subject.THING, "carte mentale": Subject.THING, "mesure no": Subject.PERSON, "lettre de m": Subject.PERSON,
}  # fmt: skip
_HEADS = frozenset(phrase.split()[0] for phrase in _PHRASES)
_NEAR_A_STREET = 5  # words
_TITLES = TITLES | {"dr", "docteur", "veuve", "vve", "consort"}
_WORD = re.compile("[a-z]+")
_SENTENCE = re.compile(r"[a-z]{4}[.!?] ")
_NAME = re.compile(r"([A-Z][A-Za-z]+)(?=[ -]([A-Z][A-Za-z]+))")
# What is said of a body after its number makes it the body's: "contrat n° 118, société Dalkia".
_BODIES = as_words(
    """
    societe sarl sas sasu eurl association entreprise commune mairie syndicat fournisseur marche maintenance lotisseur prestataire
    plan climat logiciel budget deliberation drapeau eclairage compteur
    """
)


def subject(folded: Folded, start: int, end: int) -> Subject:
    """What the line of `folded.text[start:end]` speaks of."""
    left = max(0, start - _BEFORE)
    left += folded.lower[left:start].rfind("\n") + 1
    for stop in _SENTENCE.finditer(folded.lower, left, start):
        left = stop.end()
    said = _nearest(_words(folded.lower[left:start]))
    if said is not Subject.UNKNOWN:
        return said
    if names_someone(folded.text[left:start]):
        return Subject.PERSON
    after = folded.lower[end : end + _AFTER].split("\n", 1)[0]
    said = _first(_words(after))
    if said is not Subject.UNKNOWN:
        return said
    return Subject.PERSON if names_someone(folded.text[end : end + len(after)]) else Subject.UNKNOWN


def _words(text: str) -> list[str]:
    return [word[:-1] if len(word) > 2 and word[-1] == "s" else word for word in _WORD.findall(text)]


def _nearest(words: list[str]) -> Subject:
    for at in range(len(words) - 1, -1, -1):
        if words[at] in STREETS and len(words) - at > _NEAR_A_STREET:
            continue  # where it happened: "dressés rue Foch entre 11 h et midi, sous les numéros …"
        said = _of(words, at)
        if said is not Subject.UNKNOWN:
            return said
    return Subject.UNKNOWN


def _first(words: list[str]) -> Subject:
    for at in range(len(words)):
        said = _of(words, at)
        if said is not Subject.UNKNOWN:
            return said
    return Subject.UNKNOWN


def _of(words: list[str], at: int) -> Subject:
    """What the word at this place says, with the words after it."""
    word = words[at]
    if word in _HEADS:
        for length in (2, 3):
            said = _PHRASES.get(" ".join(words[at : at + length]))
            if said is not None:
                return said
    if word in _THINGS:
        return Subject.THING
    if word in _PERSONS:
        return Subject.PERSON
    if word in _TITLES and at + 1 < len(words) and words[at + 1] not in {"le", "la", "l", "les"}:
        return Subject.PERSON
    return Subject.UNKNOWN


def body_follows(folded: Folded, end: int) -> bool:
    """Whether the same line goes on with a body."""
    return not _BODIES.isdisjoint(_WORD.findall(folded.lower[end : end + 48].split("\n", 1)[0]))


def names_someone(text: str) -> bool:
    """Whether a first name and another capital stand side by side: "Noëlle Sapin, céramiste", "TANO Serge"."""
    lists = gazetteer()
    for pair in _NAME.finditer(text):
        one, other = pair[1].lower(), pair[2].lower()
        facts, facts_other = lists.facts(one), lists.facts(other)
        if first_name(facts) >= 6 or (first_name(facts) >= 5 and not lists.is_common(other)):
            return True
        if (
            first_name(facts_other) >= 5
            and (pair[1].isupper() or surname(facts) >= 3)
            and (surname(facts) >= 3 or not lists.is_common(one))
        ):
            return True
    return False
