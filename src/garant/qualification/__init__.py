"""The characterisation sheet of an AI use: questions as data, answers → outcome, duties, scores. Pure."""

from garant.qualification.assessment import Assessment, ToExamine, assess
from garant.qualification.condition import UNKNOWN
from garant.qualification.drafts import dpia_draft, fria_draft, processing_record_draft
from garant.qualification.facts import Transfer
from garant.qualification.families import RiskFamily
from garant.qualification.flags import Flag, Severity
from garant.qualification.loading import sheet
from garant.qualification.organisation import OrganisationFacts
from garant.qualification.question import Answer, Axis, Kind, Option, Question, Reading, Role, Sheet
from garant.qualification.reading import Read, read_answers
from garant.qualification.scoring import AxisResult, Line
from garant.qualification.visibility import visible
from garant.qualification.volume import FootprintYear

__all__ = [
    "UNKNOWN",
    "Answer",
    "Assessment",
    "Axis",
    "AxisResult",
    "Flag",
    "FootprintYear",
    "Kind",
    "Line",
    "Option",
    "OrganisationFacts",
    "Question",
    "Read",
    "Reading",
    "RiskFamily",
    "Role",
    "Severity",
    "Sheet",
    "ToExamine",
    "Transfer",
    "assess",
    "dpia_draft",
    "fria_draft",
    "processing_record_draft",
    "read_answers",
    "sheet",
    "visible",
]
