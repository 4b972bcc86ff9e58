"""From what the sheet knows to the fields of the records that it drafts. What it does not know stays empty."""

from collections.abc import Mapping

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
    """The DPIA. Levels are left to the DPO: a machine weighs no risk."""
    use = dossier.use
    drafted = dict(dpia_draft(dossier.answers, dossier.assessment, title=use.title))
    drafted["context"] = "\n".join(str(each) for each in (use.what, drafted.get("context")) if each)
    drafted["purposes"] = drafted.get("purposes") or use.what
    return drafted | {
        "q112": use.department,
        "q122": use.explanation,
        "q123": ", ".join(system.name for system in dossier.systems),
    }


def fria_values(dossier: Dossier) -> Mapping[str, object]:
    """The FRIA (AI Act, art. 27(1), a to f)."""
    return fria_draft(dossier.answers, dossier.assessment, title=dossier.use.title)
