"""The observatory as a file: one row for each figure and for each line of the roadmap."""

from collections.abc import Iterator

from garant.reports.observatory import Observatory
from garant.tables import Column, to_csv
from garant.words import Zone

_COLUMNS = (
    Column(key="part", title="Partie"),
    Column(key="row", title="Ligne"),
    Column(key="column", title="Colonne"),
    Column(key="value", title="Valeur", kind="number"),
    Column(key="high", title="Borne haute", kind="number"),
    Column(key="said", title="Précision"),
)

Row = dict[str, object]


def observatory_csv(found: Observatory) -> bytes:
    """All of it: the page leaves the end of a long roadmap out, the file does not."""
    return to_csv(_COLUMNS, _rows(found))


def _rows(found: Observatory) -> Iterator[Row]:
    for theme in found.themes:
        for stage, number in zip(found.stages, theme.counts, strict=True):
            yield {"part": "Usages par thème", "row": theme.label, "column": stage, "value": number}
    for verdict, number in found.trials.verdicts.items():
        yield {"part": "Essais clos", "row": verdict.label, "column": "Essais", "value": number}
    for answer, number in found.satisfaction:
        yield {"part": "Satisfaction", "row": answer, "column": "Fiches", "value": number}
    for tag, number in found.tags:
        yield {"part": "Retours d’expérience", "row": tag, "column": "Fiches", "value": number}
    for month in found.months or ():
        name = f"{month.month:%Y-%m}"
        yield {"part": "Demandes", "row": name, "column": "Examinées", "value": month.requests}
        for zone in Zone:
            answers = month.answers.get(zone, 0)
            yield {
                "part": "Demandes",
                "row": name,
                "column": f"Réponses, zone {zone.french}",
                "value": answers,
            }
        if month.estimated:
            yield {
                "part": "Empreinte",
                "row": name,
                "column": "Énergie (kWh)",
                "value": month.kwh.min,
                "high": month.kwh.max,
            }
    for step in found.steps:
        yield {
            "part": "Feuille de route",
            "row": f"n° {step.use.number} {step.use.title}",
            "column": step.stage,
            "said": " ; ".join(
                filter(None, [step.next, f"{step.why} : {step.day.isoformat()}" if step.day else ""])
            ),
        }  # fmt: skip
