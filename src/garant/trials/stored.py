"""What Garant stores for a trial, its deletion, and the search that follows it.

The search asks the database anew and shares nothing with the deletion but the tables: what the one forgets, the other
finds.
"""

from collections.abc import Mapping

from django.db.models import Q

from garant.trials.models import Attachment, Consent, DataSet, Participant, Run, Trial

# Kind of thing (as the journal names it) → one and several of them.
KINDS: Mapping[str, tuple[str, str]] = {
    "test-data": ("jeu de données d’essai", "jeux de données d’essai"),
    "consent-names": ("nom de personne concernée", "noms de personnes concernées"),
    "withdrawal-notes": ("suite de retrait", "suites de retrait"),
    "run-notes": ("note de cas d’essai", "notes de cas d’essai"),
    "attachments": ("pièce jointe", "pièces jointes"),
    "keys": ("clé d’accès", "clés d’accès"),
}


def erase_all(trial: Trial) -> dict[str, int]:
    """Delete or anonymise everything that `KINDS` lists; how many of each. What is not destroyed elsewhere yet stays:
    the line that says where it is must not go before it."""
    consents = Consent.objects.filter(trial=trial)
    participants = Participant.objects.filter(trial=trial)
    gone = {
        "consent-names": consents.filter(Q(person__isnull=False) | Q(name__isnull=False)).update(
            person=None, name=None
        ),
        "withdrawal-notes": consents.filter(followed_how__isnull=False).update(followed_how=None),
        "run-notes": Run.objects.filter(case__trial=trial, note__isnull=False).update(note=None),
        "attachments": Attachment.objects.filter(criterion__trial=trial).delete()[0],
        "keys": participants.exclude(key_hash="").update(key_hash="", key_prefix=""),
        "test-data": _delete_destroyed(trial),
    }
    return {kind: number for kind, number in gone.items() if number}


def left_of(trial: Trial) -> dict[str, int]:
    """What is still found, by kind; empty where nothing is."""
    found = {
        "test-data": DataSet.objects.filter(trial=trial).count(),
        "consent-names": sum(
            row.person_id is not None or row.name is not None
            for row in Consent.objects.filter(trial=trial).only("person", "name")
        ),
        "withdrawal-notes": sum(
            row.followed_how is not None for row in Consent.objects.filter(trial=trial).only("followed_how")
        ),
        "run-notes": sum(row.note is not None for row in Run.objects.filter(case__trial=trial).only("note")),
        "attachments": Attachment.objects.filter(criterion__trial=trial).count(),
        "keys": sum(bool(row.key_hash or row.key_prefix) for row in trial.participants.all()),
    }
    return {kind: number for kind, number in found.items() if number}


def french(kind: str, number: int) -> str:
    """ "2 noms de personnes concernées"."""
    one, several = KINDS[kind]
    return f"{number} {one if number == 1 else several}"


def _delete_destroyed(trial: Trial) -> int:
    gone = DataSet.objects.filter(trial=trial, destroyed_on__isnull=False)
    number = gone.count()
    Consent.objects.filter(data__in=gone).update(data=None)
    gone.delete()
    return number
