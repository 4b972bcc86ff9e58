"""The AI Act's tree as one axis of the sheet: its questions under the prefix `ai_act.`, its outcome as a score."""

from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from garant.qualification import ai_act
from garant.qualification.condition import Answers
from garant.qualification.law import written
from garant.qualification.question import Axis, Kind, Option, Question, Role
from garant.qualification.scoring import AxisResult, Line

PREFIX = "ai_act."

# What is known of a public body without asking it: the kind of deployer that article 27 distinguishes.
_PUBLIC = {"27.1": "public"}

# The tree says in words whom to ask; the sheet needs a role.
_ASK = {
    "DPO": Role.DPO,
    "systèmes d’information": Role.DSI,
    "fournisseur": Role.DSI,
    "juridique": Role.LEGAL,
}


def act_version(today: date) -> str:
    return str(ai_act.tree(today).version)


def act_axis(today: date, *, public: bool, title: str, help: str) -> Axis:  # noqa: A002 (the name in the file)
    """All questions of the tree but what is known already; `act_visible` says which are asked."""
    known = _PUBLIC if public else {}
    nodes = ai_act.tree(today).nodes
    questions = tuple(_question(node) for node in nodes if node.id not in known)
    return Axis(id="ai_act", title=title, help=help, questions=questions)


def act_visible(today: date, answers: Answers) -> frozenset[str]:
    """The ids of the questions that the tree asks, given the answers so far."""
    tree = ai_act.tree(today)
    return frozenset(PREFIX + node.id for node in ai_act.visible(tree, _own(answers)))


def act_outcome(today: date, answers: Answers, *, public: bool, short: bool) -> ai_act.Outcome:
    """The class of the use. On the short path its five answers stand for those of the tree that they imply."""
    implied = dict(_PUBLIC) if public else {}
    if short:
        implied |= {
            node: value
            for question, nodes in _short_path()["implied"].items()
            if answers.get(question) == "no"
            for node, value in nodes.items()
        }
    return ai_act.classify({**implied, **_own(answers)}, today=today)


def act_result(result: AxisResult, outcome: ai_act.Outcome) -> AxisResult:
    """The score of the axis is that of the class: points of single questions would say less."""
    if result.score is None:
        return result
    points, why = _SCORES[outcome.risk]
    points = max(points, _SCORES[outcome.at_least][0])
    line = Line("ai_act", "Classe de risque", outcome.risk.french, points, why)
    at_most = max(points, _SCORES[outcome.could_be][0])
    return replace(result, score=points, at_most=at_most, inherent=points, lines=(line,))


def _own(answers: Answers) -> dict[str, Any]:
    return {name.removeprefix(PREFIX): value for name, value in answers.items() if name.startswith(PREFIX)}


@cache
def _short_path() -> Any:
    return written(files("garant.qualification") / "data" / "short-path.yaml")


def _question(node: ai_act.Node) -> Question:
    options = [
        Option(value=option.value, french=option.french, alone=option.alone) for option in node.options
    ]
    return Question(
        id=PREFIX + node.id,
        axis="ai_act",
        text=node.text,
        help=node.help,
        source=f"RIA, {node.article}",
        as_of=node.as_of,
        kind=Kind.CHOICES if node.several else Kind.CHOICE,
        asked_of=(next((role for words, role in _ASK.items() if words in node.ask), Role.REFERENT),),
        options=tuple(options),
    )


_SCORES = {
    ai_act.RiskClass.OUT_OF_SCOPE: (0, "L’usage n’entre pas dans le champ du règlement."),
    ai_act.RiskClass.MINIMAL: (5, "Aucune obligation propre au risque."),
    ai_act.RiskClass.TRANSPARENCY: (25, "Les personnes doivent être informées (article 50)."),
    ai_act.RiskClass.TO_BE_EXAMINED: (50, "La classe n’est pas établie : à examiner, jamais minimale."),
    ai_act.RiskClass.HIGH: (80, "L’usage est à haut risque (article 6)."),
    ai_act.RiskClass.PROHIBITED: (100, "La pratique est interdite (article 5)."),
}
