"""The certificate of deletion: what its digest is of, and the document to sign."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from garant.directory.templatetags.french import day, moment
from garant.paper import Block, Facts, Heading, Items, Paper, Paragraph, Signature, TableBlock, literal
from garant.trials.models import Certificate, DataSet, Trial
from garant.trials.stored import french


def canonical(
    trial: Trial, destroyed: Sequence[DataSet], erased: Mapping[str, int], *, by: str, at: datetime
) -> str:
    """Sorted JSON without spaces: the same facts give the same bytes, and anybody can count the digest again."""
    content = {
        "trial": str(trial.id),
        "number": trial.number,
        "subject": trial.subject,
        "title": trial.title,
        "organisation": trial.organisation.slug,
        "started_at": trial.started_at.isoformat() if trial.started_at else None,
        "ended_at": trial.ended_at.isoformat() if trial.ended_at else None,
        "erased_at": at.isoformat(),
        "by": by,
        "erased": dict(erased),
        "left": 0,
        "data": [
            {
                "name": data.name,
                "origin": data.origin,
                "place": data.place,
                "personal": data.personal,
                "destroyed_on": data.destroyed_on.isoformat() if data.destroyed_on else None,
                "destroyed_how": data.destroyed_how,
            }
            for data in destroyed
        ],
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(content: str) -> str:
    return f"sha256:{hashlib.sha256(content.encode()).hexdigest()}"


def still_true(certificate: Certificate) -> bool:
    """Whether the digest is that of the content as it is stored."""
    return digest(certificate.content) == certificate.digest


def facts_of(certificate: Certificate) -> dict[str, Any]:
    """The content, for a page."""
    content: dict[str, Any] = json.loads(certificate.content)
    return content | {"lines": [french(kind, number) for kind, number in content["erased"].items()]}


def paper_of(certificate: Certificate) -> Paper:
    """The document: what, how many, when, by whom, the second search, the digest."""
    content = facts_of(certificate)
    return Paper(
        title="Certificat de suppression",
        subtitle=f"Essai n° {content['number']} : {content['title']}",
        organisation=certificate.trial.organisation.name,
        date_line=f"Établi le {day(certificate.at)}",
        blocks=tuple(_blocks(certificate, content)),
    )


def filename(certificate: Certificate, suffix: str) -> str:
    at = timezone.localtime(certificate.at)
    return f"certificat-essai-{certificate.trial.number}-{at:%Y-%m-%d}.{suffix}"


def _blocks(certificate: Certificate, content: Mapping[str, Any]) -> list[Block]:
    blocks: list[Block] = [
        Facts(
            [
                ("Essai", f"n° {content['number']}, {content['title']}"),
                ("Identifiant", content["trial"]),
                ("Usage", content["subject"]),
                ("Commencé", moment(certificate.trial.started_at) or "jamais"),
                ("Terminé", moment(certificate.trial.ended_at) or "avant de commencer"),
                ("Supprimé", f"{moment(certificate.at)}, par {content['by']}"),
            ]
        ),
        Heading(1, "Ce qui a été supprimé de Garant"),
        Items([literal(line) for line in content["lines"]] or ["Rien n’était conservé."]),
    ]
    if content["data"]:
        blocks += [
            Heading(1, "Données d’essai détruites là où elles étaient"),
            TableBlock(
                "Déclarations de destruction",
                ("Données", "Origine", "Lieu", "Personnelles", "Détruites le", "Comment"),
                [
                    (
                        data["name"],
                        data["origin"],
                        data["place"],
                        "oui" if data["personal"] else "non",
                        day(data["destroyed_on"]),
                        data["destroyed_how"],
                    )
                    for data in content["data"]
                ],
            ),
        ]
    return [
        *blocks,
        Heading(1, "Vérification"),
        Paragraph(
            "Après la suppression, Garant a cherché à nouveau chaque sorte de chose qu’il conserve pour un essai. "
            f"Restes trouvés : {content['left']}."
        ),
        Facts([("Empreinte du contenu", certificate.digest)]),
        Signature(content["by"]),
    ]
