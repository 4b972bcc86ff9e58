"""The charter: one file that people vote and read, compiled to one frozen Policy that software applies."""

from garant.charter import editing
from garant.charter.bound import Binding, BoundClause, Reality, bound_clauses, reference_charters
from garant.charter.charter import Blanks, Charter, Clause, Document, Section, Value
from garant.charter.check import check
from garant.charter.comparison import ClauseChange, Comparison, EffectChange, compare
from garant.charter.compilation import compile_policy
from garant.charter.control import Control, Loosening
from garant.charter.controls import kinds
from garant.charter.editing import EditNotHeld
from garant.charter.evidence import ClauseEvidence, ControlEvidence, evidence_for
from garant.charter.grid import GridCell, GridRow, grid
from garant.charter.lifecycle import (
    Gate,
    Lifecycle,
    Move,
    OwnQuestion,
    Requirement,
    Stage,
    StageOfLife,
)
from garant.charter.load import Parents, load_charter, load_named, load_shipped, load_text
from garant.charter.matrix import clause_list, matrix_rows, render_matrix, summary
from garant.charter.outline import outline
from garant.charter.phrases import zone_adjective
from garant.charter.policy import (
    Acknowledgement,
    Approval,
    Cell,
    Checklist,
    ClauseText,
    Commitment,
    Decision,
    ForbiddenUse,
    Mention,
    Notice,
    Policy,
    Report,
    Retention,
    Rule,
)
from garant.charter.problem import CharterInvalid, CharterUnknown, Problem, RecogniserUnknown
from garant.charter.recogniser import Examples, Recogniser, recogniser, shipped_recognisers
from garant.charter.rendering import markdown_to_html, render_html, render_markdown
from garant.charter.resolved import resolved_text
from garant.charter.roles import Role
from garant.charter.schema import json_schema
from garant.charter.shipped import (
    Source,
    near_clauses,
    shipped_charters,
    shipped_text,
    source_charters,
    source_clauses,
)
from garant.charter.tally import Evidence, Status, Tally
from garant.charter.uses import UseClassifier, forbidden_use
from garant.charter.wording import Passage, passages

__all__ = [
    "Acknowledgement",
    "Approval",
    "Binding",
    "Blanks",
    "BoundClause",
    "Cell",
    "Charter",
    "CharterInvalid",
    "CharterUnknown",
    "Checklist",
    "Clause",
    "ClauseChange",
    "ClauseEvidence",
    "ClauseText",
    "Commitment",
    "Comparison",
    "Control",
    "ControlEvidence",
    "Decision",
    "Document",
    "EditNotHeld",
    "EffectChange",
    "Evidence",
    "Examples",
    "ForbiddenUse",
    "Gate",
    "GridCell",
    "GridRow",
    "Lifecycle",
    "Loosening",
    "Mention",
    "Move",
    "Notice",
    "OwnQuestion",
    "Parents",
    "Passage",
    "Policy",
    "Problem",
    "Reality",
    "Recogniser",
    "RecogniserUnknown",
    "Report",
    "Requirement",
    "Retention",
    "Role",
    "Rule",
    "Section",
    "Source",
    "Stage",
    "StageOfLife",
    "Status",
    "Tally",
    "UseClassifier",
    "Value",
    "bound_clauses",
    "check",
    "clause_list",
    "compare",
    "compile_policy",
    "editing",
    "evidence_for",
    "forbidden_use",
    "grid",
    "json_schema",
    "kinds",
    "load_charter",
    "load_named",
    "load_shipped",
    "load_text",
    "markdown_to_html",
    "matrix_rows",
    "near_clauses",
    "outline",
    "passages",
    "recogniser",
    "reference_charters",
    "render_html",
    "render_markdown",
    "render_matrix",
    "resolved_text",
    "shipped_charters",
    "shipped_recognisers",
    "shipped_text",
    "source_charters",
    "source_clauses",
    "summary",
    "zone_adjective",
]
