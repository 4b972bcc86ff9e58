"""Reads of the impact assessments, for the rooms above."""

from typing import Literal

from garant.directory.models import Organisation
from garant.registers.assessments.shelf import DPIA, FRIA
from garant.registers.shelf.queries import Entry, all_of, last_about

Kind = Literal["dpia", "fria"]
AssessmentFacts = Entry  # its values are the columns of `dpia.toml` or `fria.toml`


def assessment_of(organisation: Organisation, subject: str, kind: Kind) -> AssessmentFacts | None:
    """The assessment of this subject, or None. Whether a reader may see it, the caller has decided."""
    return last_about(organisation, DPIA if kind == "dpia" else FRIA, subject)


def assessments_of(organisation: Organisation, kind: Kind) -> list[AssessmentFacts]:
    """Every assessment of this kind, for an export. Whether a reader may have it, the caller has decided."""
    return all_of(organisation, DPIA if kind == "dpia" else FRIA)
