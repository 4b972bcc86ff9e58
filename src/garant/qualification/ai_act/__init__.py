"""The AI Act (Regulation (EU) 2024/1689, as amended by 2026/1744): the tree of questions as data, and what follows.

outcome = classify({"3.1": "yes", "III.5.a": "yes", …}, today=today)
"""

from garant.qualification.ai_act.classification import classify
from garant.qualification.ai_act.duty import Duty, Reading
from garant.qualification.ai_act.errors import AiActAnswerInvalid
from garant.qualification.ai_act.node import Condition, Node, Option, Section, Tree
from garant.qualification.ai_act.outcome import Outcome, Step, Unknown
from garant.qualification.ai_act.outline import outline, outline_tree
from garant.qualification.ai_act.reading import tree
from garant.qualification.ai_act.terms import Confidence, RiskClass, Role, Status, Strength, strictest
from garant.qualification.ai_act.walk import Answers, visible

__all__ = [
    "AiActAnswerInvalid",
    "Answers",
    "Condition",
    "Confidence",
    "Duty",
    "Node",
    "Option",
    "Outcome",
    "Reading",
    "RiskClass",
    "Role",
    "Section",
    "Status",
    "Step",
    "Strength",
    "Tree",
    "Unknown",
    "classify",
    "outline",
    "outline_tree",
    "strictest",
    "tree",
    "visible",
]
