"""The portal in the vocabulary of schema.org: who publishes, the inventory as a data set, the reports."""

from collections.abc import Callable, Mapping

from django.urls import reverse

from garant.portal.queries import OpenPortal
from garant.portal.terms import Part
from garant.reports.queries import published_reports


def linked_data(
    portal: OpenPortal, addresses: Mapping[str, str], whole: Callable[[str], str]
) -> dict[str, object]:
    """A graph of what is open; `whole` makes an address one that another site can follow."""
    organisation = portal.organisation
    me = f"{addresses['home']}#organisation"
    who: dict[str, object] = {
        "@type": "GovernmentOrganization" if organisation.public else "Organization",
        "@id": me,
        "name": organisation.name,
        "url": addresses["home"],
        **({"email": portal.contact} if portal.contact else {}),
        **({"address": organisation.address} if organisation.address else {}),
        **({"identifier": _siret(organisation.siret)} if organisation.siret else {}),
    }
    graph = [who]
    if Part.ALGORITHMS in portal.parts:
        graph.append(
            {
                "@type": "Dataset",
                "name": f"Inventaire des algorithmes de l’organisation « {organisation.name} »",
                "description": "Les traitements algorithmiques et les usages d’IA que l’organisation publie, sur les "
                "champs du modèle d’Etalab (code des relations entre le public et l’administration, "
                "article L. 312-1-3).",
                "url": addresses["algorithms"],
                "inLanguage": "fr",
                "isAccessibleForFree": True,
                "creator": {"@id": me},
                "dateModified": portal.settings.amended_at.astimezone(organisation.place_word.zone)
                .date()
                .isoformat(),
                "distribution": [
                    {
                        "@type": "DataDownload",
                        "encodingFormat": kind,
                        "contentUrl": addresses[name],
                    }
                    for kind, name in (
                        ("text/csv", "algorithms-csv"),
                        ("application/json", "algorithms-json"),
                    )
                ],
            }
        )
    if Part.REPORTS in portal.parts:
        graph += [
            {
                "@type": "Report",
                "name": report.title,
                "url": whole(reverse("reports:public-report", args=[organisation.slug, report.number])),
                "inLanguage": "fr",
                "isAccessibleForFree": True,
                "publisher": {"@id": me},
                "temporalCoverage": f"{report.since.isoformat()}/{report.until.isoformat()}",
                "datePublished": report.published_at.date().isoformat(),
            }
            for report in published_reports(organisation)
        ]
    return {"@context": "https://schema.org", "@graph": graph}


def _siret(number: str) -> dict[str, str]:
    return {"@type": "PropertyValue", "propertyID": "SIRET", "value": number}
