"""From `lifecycle:` as it was read to the drawing that is applied; and the one that holds where a charter has none."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from garant.charter.lifecycle import Lifecycle, Move, OwnQuestion, Requirement, Stage, StageOfLife
from garant.charter.problem import Report
from garant.charter.reading import ReadLifecycle, read_lifecycle
from garant.charter.tree import parse


@cache
def default_lifecycle() -> Lifecycle:
    """The six stages of Région Sud, with the pilot of Alpes-de-Haute-Provence: `lifecycle.yaml`."""
    report = Report("lifecycle.yaml")
    root = parse(files("garant.charter").joinpath("lifecycle.yaml").read_text(encoding="utf-8"), report)
    read = read_lifecycle(root, report) if root is not None else None
    found = lifecycle_of(read, report) if read is not None else None
    report.stop_if_any()
    assert found is not None
    return found


def lifecycle_of(read: ReadLifecycle, report: Report) -> Lifecycle:
    """The drawing; what does not hold together goes to `report`, with its line."""
    seen: dict[Stage, int] = {}
    for each in read.stages:
        stage = each.fields.stage
        if stage in seen:
            report.error(each.line, "charter_stage_duplicate", stage=stage.value, first=seen[stage])
        seen.setdefault(stage, each.line)
    if not read.stages or read.stages[0].fields.stage is not Stage.NEED:
        line = read.stages[0].line if read.stages else read.line
        report.error(line, "charter_stage_first", stage=Stage.NEED.value)
    reached = {Stage.NEED}
    for each in read.stages:
        if each.moves and each.fields.stage.is_final:
            report.error(each.line, "charter_stage_final", stage=each.fields.stage.value)
        for move, line in each.moves:
            if move.to not in seen or move.to is each.fields.stage:
                report.error(line, "charter_stage_missing", stage=move.to.value)
            reached.add(move.to)
    for stage, line in seen.items():
        if stage not in reached:
            report.error(line, "charter_stage_unreached", stage=stage.value)
    ids: dict[str, int] = {}
    for question, line in read.questions:
        if question.id in ids:
            report.error(line, "charter_question_duplicate", question=question.id, first=ids[question.id])
        ids.setdefault(question.id, line)
    return Lifecycle(
        stages=tuple(
            StageOfLife(
                each.fields.stage,
                each.fields.title or each.fields.stage.french,
                each.fields.text,
                tuple(
                    Move(move.to, tuple(dict.fromkeys(move.roles)), move.requires, move.requester)
                    for move, _ in each.moves
                ),
            )
            for each in read.stages
        ),
        short_sheet=read.sheet.path == "short",
        questions=tuple(
            OwnQuestion(each.id, each.text, each.help, tuple(dict.fromkeys(each.asked_of)))
            for each, _ in read.questions
        ),
        grace_days=read.fields.grace_days,
        reason=read.fields.reason,
    )


def milder(before: Lifecycle, after: Lifecycle) -> Iterable[tuple[Stage, Requirement]]:
    """What the first asks before a stage that the second also has, and the second asks no more."""
    for each in after.stages:
        if before.stage(each.stage) is not None:
            gone = before.required(each.stage) - after.required(each.stage)
            yield from ((each.stage, requirement) for requirement in Requirement if requirement in gone)


def written(lifecycle: Lifecycle) -> dict[str, Any]:
    """As a charter file has it: `lifecycle_of` gives it back."""
    return {
        "grace_days": lifecycle.grace_days,
        **({"reason": lifecycle.reason} if lifecycle.reason is not None else {}),
        "sheet": {
            "path": "short" if lifecycle.short_sheet else "full",
            "questions": [
                {
                    "id": each.id,
                    "text": each.text,
                    "help": each.help,
                    "asked_of": [role.value for role in each.asked_of],
                }
                for each in lifecycle.questions
            ],
        },
        "stages": [
            {
                "stage": each.stage.value,
                "title": each.title,
                "text": each.text,
                "moves": [
                    {
                        "to": move.to.value,
                        "roles": [role.value for role in move.roles],
                        "requester": move.requester,
                        "requires": [requirement.value for requirement in move.requires],
                    }
                    for move in each.moves
                ],
            }
            for each in lifecycle.stages
        ],
    }
