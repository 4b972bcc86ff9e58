"""From what the sheet knows to the fields of the records that it drafts. What it does not know stays empty."""

from collections.abc import Mapping, Sequence

from garant.lifecycle.dossier import Dossier
from garant.qualification import dpia_draft, fria_draft, processing_record_draft


def processing_values(dossier: Dossier) -> Mapping[str, object]:
    """The processing record (RGPD art. 30)."""
    use = dossier.use
    drafted = dict(processing_record_draft(dossier.answers, dossier.assessment, title=use.title))
    return drafted | {
        "manager": use.department,
        "software": [system.name for system in dossier.systems],
        "purposes": drafted.get("purposes") or use.what,
    }


def dpia_values(dossier: Dossier) -> Mapping[str, object]:
    """The DPIA, question by question of the CNIL's tool. Levels are left to the DPO: a machine weighs no risk."""
    use = dossier.use
    drafted = dpia_draft(dossier.answers, dossier.assessment, title=use.title)

    def text(*names: str) -> str:
        return "\n".join(_line(drafted.get(name)) for name in names if _line(drafted.get(name)))

    measures = [*_lines(drafted.get("measures")), *_lines(drafted.get("measures_asked"))]
    found: dict[str, object] = {
        "q111": "\n".join(filter(None, [use.what, text("context")])),
        "q112": use.department,
        "q121": text("data_categories", "sensitive_data", "person_categories") or use.data_used,
        "q122": use.explanation,
        "q123": ", ".join(system.name for system in dossier.systems),
        "q211": text("purposes") or use.what,
        "q212": text("legal_basis_french", "legal_basis_reference"),
        "q213": text("necessity", "proportionality"),
        "q215": text("retention"),
        "q221": text("information"),
        "q223": text("rights"),
        "q226": text("processors"),
        "q227": text("transfers"),
        "q325": text("risks"),
    }
    if measures:
        found |= {"q324": measures, "q334": measures, "q344": measures}
    return {key: value for key, value in found.items() if value}


def fria_values(dossier: Dossier) -> Mapping[str, object]:
    """The FRIA (AI Act, art. 27(1), a to f)."""
    drafted = fria_draft(dossier.answers, dossier.assessment, title=dossier.use.title)
    joined = {
        "processes": ("processes",),
        "period": ("period_and_frequency",),
        "persons": ("person_categories",),
        "risks": ("risks",),
        "oversight": ("human_oversight", "oversight_measures"),
        "measures": ("if_risks_materialise",),
    }
    found = {
        key: "\n".join(_line(drafted.get(name)) for name in names if _line(drafted.get(name)))
        for key, names in joined.items()
    }
    return {key: value for key, value in found.items() if value}


def _lines(value: object) -> Sequence[str]:
    return [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)] if value else []


def _line(value: object) -> str:
    return "\n".join(_lines(value))
