"""One French line for one entry, for people who read the journal in a terminal."""

from collections.abc import Mapping

from garant.journal.entry import (
    CharterAcknowledged,
    ChecklistAnswered,
    ContentCopied,
    ConversationDeleted,
    DataErased,
    Entry,
    IncidentMoved,
    IncidentOpened,
    JournalRead,
    PolicyApplied,
    RecordChanged,
    RecordMoved,
    RecordsExported,
    RequestCompleted,
    RequestDecided,
    RequestRefused,
    SignedIn,
    TextPseudonymised,
    TextRestored,
    UnknownEntry,
    UseMoved,
    WriterRecovered,
)
from garant.journal.shape import is_identifier
from garant.words import Action, Zone, count

_MEANS = {"password": "", "link": " par un lien", "oidc": " par OpenID Connect"}
_OUTCOMES = {
    "ok": "réponse complète",
    "upstream_error": "erreur du service d’IA",
    "upstream_timeout": "le service d’IA n’a pas répondu à temps",
    "upstream_broken": "réponse interrompue par le service d’IA",
    "client_gone": "la personne est partie avant la fin",
    "internal_error": "erreur interne",
}
_LEVELS = {"idea": "idée", "production": "production", "improvement": "amélioration"}
_DELETIONS = {
    "owner": "à la demande de son auteur",
    "retention": "en fin de durée de conservation",
    "password_reset": "avec son ancien mot de passe",
}
_CHANGES = {"created": "créée", "amended": "modifiée", "closed": "close"}
_READINGS = {
    "evidence": "pour la page des preuves",
    "verification": "pour une vérification",
    "export": "pour un export",
    "consultation": "pour une consultation",
}


def tell(entry: Entry | UnknownEntry) -> str:
    """What happened, in one French sentence without its full stop."""
    match entry:
        case RequestDecided():
            return _decided(entry)
        case RequestCompleted():
            return _completed(entry)
        case RequestRefused(request=request, person=person, code=code, status=status):
            return f"requête {request} refusée d’emblée ({person or 'inconnu'}) : {code}, réponse {status}"
        case TextPseudonymised(request=request, person=person, found=found):
            what = f" : {_counted(found)}" if found else ", sans donnée trouvée"
            return f"texte {request} pseudonymisé par {person}{what}"
        case TextRestored(request=request, person=person):
            return f"texte {request} rétabli par {person}"
        case PolicyApplied(charter=charter, version=version, snapshot=snapshot, accepted=accepted, code=code):
            if accepted:
                by = f" par Garant {entry.software}" if entry.software else ""
                return f"règles appliquées{by} : {charter} du {version} (publication n° {snapshot})"
            return f"publication n° {snapshot} de {charter} écartée : {code or 'motif inconnu'}"
        case CharterAcknowledged(person=person, charter=charter, version=version):
            return f"{person} a pris connaissance de la charte {charter} du {version}"
        case ChecklistAnswered(person=person, clause=clause):
            return f"{person} a répondu aux questions préalables (clause {clause})"
        case ContentCopied(person=person, level=level, clause=clause, system=system):
            return f"{person} a repris un contenu de {system} avec sa mention « {_LEVELS[level]} » (clause {clause})"
        case ConversationDeleted(person=person, reason=reason):
            return f"conversation de {person} supprimée {_DELETIONS[reason]}"
        case IncidentOpened(incident=incident, person=person, category=category):
            return f"incident {incident} signalé par {person} : {category}"
        case IncidentMoved(incident=incident, person=person, state=state, in_time=in_time):
            return f"incident {incident} passé à l’état {state} par {person}{_DELAYS[in_time]}"
        case RecordChanged(person=person, record=record, change=change):
            return f"fiche {record} {_CHANGES[change]} par {person}"
        case RecordMoved(person=person, record=record, before=before, after=after, in_time=in_time):
            since = f"de l’état {before} " if before else ""
            return f"fiche {record} passée {since}à l’état {after} par {person}{_DELAYS[in_time]}"
        case UseMoved(person=person, use=use, before=before, after=after, version=version):
            since = f"de l’étape {before} " if before else ""
            return f"usage {use} passé {since}à l’étape {after} par {person}, sous la charte du {version}"
        case DataErased(person=person, record=record, erased=erased, left=left):
            what = _counted(erased) or "rien à effacer"
            return f"effacement pour {record} par {person} : {what} ; reste constaté : {left}"
        case RecordsExported(person=person, what=what, format=form, rows=rows, imported=imported):
            verb = "importé" if imported else "exporté"
            return f"registre {what} {verb} par {person} ({form}, {count(rows, 'ligne')})"
        case JournalRead(person=person, reason=reason):
            return f"journal lu par {person} {_READINGS[reason]}"
        case SignedIn(person=person, success=success, means=means):
            by = _MEANS[means]
            return f"{person} s’est connecté{by}" if success else f"connexion refusée pour {person}{by}"
        case WriterRecovered(torn_bytes=torn, unsealed=unsealed):
            return (
                "reprise après un arrêt brutal : "
                f"{count(torn, 'octet inachevé mis de côté', 'octets inachevés mis de côté')}, "
                f"{count(unsealed, 'entrée reprise', 'entrées reprises')}"
            )
        case UnknownEntry(kind=kind):
            # Nobody checked that name: it must not move the cursor of a terminal.
            return f"entrée d’une version plus récente ({kind if is_identifier(kind) else 'sans nom'})"
    return entry.kind  # a kind that this file forgot; a test finds it


_DELAYS = {None: "", True: ", dans le délai", False: ", hors délai"}


def _decided(entry: RequestDecided) -> str:
    said = (
        f"requête {entry.request} de {entry.person} vers {entry.system} (zone {Zone(entry.zone).french}) : "
    )
    said += Action(entry.action).french
    if entry.routed_to not in (None, entry.system):
        said += f", servie par {entry.routed_to}"
    if entry.code is not None:
        said += f" ({entry.code})"
    if entry.found:
        said += f" ; trouvé : {_counted(entry.found)}"
    if entry.clauses:
        said += f" ; {_clauses(entry.clauses)}"
    if entry.observed:
        said += f" ; en observation : {', '.join(entry.observed)}"
    return said


def _completed(entry: RequestCompleted) -> str:
    said = f"requête {entry.request} terminée par {entry.system} : {_OUTCOMES[entry.outcome]}, réponse {entry.status}"
    if entry.output_tokens is not None:
        said += f", {count(entry.output_tokens, 'jeton produit', 'jetons produits')}"
    if entry.restored:
        said += f", {count(entry.restored, 'pseudonyme restitué', 'pseudonymes restitués')}"
    return said


def _counted(found: Mapping[str, int]) -> str:
    return ", ".join(f"{label} {number}" for label, number in sorted(found.items()))


def _clauses(clauses: Mapping[str, str]) -> str:
    word = "clause" if len(clauses) == 1 else "clauses"
    return f"{word} {', '.join(clauses)}"
