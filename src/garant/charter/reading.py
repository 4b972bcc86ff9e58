"""From the tree of a file to its fields: every error with its line and its French sentence, all at once."""

import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from garant.charter.control import Control, shown
from garant.charter.controls import kinds
from garant.charter.fields import (
    AssistantFields,
    BlanksFields,
    ClauseFields,
    DocumentFields,
    LifecycleFields,
    MoveFields,
    OwnQuestionFields,
    SectionFields,
    SheetFields,
    StageFields,
    TopFields,
    ValueFields,
    ZonesFields,
)
from garant.charter.nearest import did_you_mean
from garant.charter.problem import Report
from garant.charter.tree import Node, Scalar, Sequent, Table, line_at, plain

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class ReadClause:
    """A clause as one file writes it: None where the file says nothing."""

    fields: ClauseFields
    controls: tuple[Control, ...] | None
    line: int
    control_lines: tuple[int, ...] = ()
    source_lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadSection:
    fields: SectionFields
    clauses: tuple[ReadClause, ...]
    line: int


@dataclass(frozen=True, slots=True)
class ReadStage:
    """A stage of `lifecycle:` and the ways out of it, each with its line."""

    fields: StageFields
    moves: tuple[tuple[MoveFields, int], ...]
    line: int


@dataclass(frozen=True, slots=True)
class ReadLifecycle:
    fields: LifecycleFields
    sheet: SheetFields
    questions: tuple[tuple[OwnQuestionFields, int], ...]
    stages: tuple[ReadStage, ...]
    line: int


@dataclass(frozen=True, slots=True)
class ReadCharter:
    """One file, before what it inherits."""

    top: TopFields
    blanks: BlanksFields
    assistant: AssistantFields | None
    zones: ZonesFields
    values: tuple[ValueFields, ...]
    value_lines: tuple[int, ...]
    documents: tuple[DocumentFields, ...]
    sections: tuple[ReadSection, ...]
    lines: Mapping[str, int] = field(default_factory=dict)
    lifecycle: ReadLifecycle | None = None


# The levels that stand under a key of their own, beside the fields of the top.
_TOP_PARTS = ("blanks", "assistant", "zones", "values", "documents", "sections", "lifecycle")


def read_charter(root: Node, report: Report) -> ReadCharter | None:
    """The file's fields. Errors go to `report`; None where the top itself can't be read."""
    if not isinstance(root, Table):
        report.error(root.line, "charter_not_a_mapping")
        return None
    top = _read(TopFields, root, report, parts=_TOP_PARTS)
    blanks = _read_part(BlanksFields, root, "blanks", report)
    assistant = _read_part(AssistantFields, root, "assistant", report)
    zones = _read_part(ZonesFields, root, "zones", report)
    values = _read_list(ValueFields, root, "values", report)
    documents = _read_list(DocumentFields, root, "documents", report)
    sections = _sections(root, report)
    if top is None:
        return None
    lines = dict(root.key_lines)
    for part in ("blanks", "zones"):
        node = root.entries.get(part)
        if isinstance(node, Table):
            lines |= {f"{part}.{key}": line for key, line in node.key_lines.items()}
    return ReadCharter(
        top=top,
        blanks=blanks or BlanksFields(),
        assistant=assistant,
        zones=zones or ZonesFields(),
        values=tuple(value for value, _ in values),
        value_lines=tuple(line for _, line in values),
        documents=tuple(document for document, _ in documents),
        sections=sections,
        lines=lines,
        lifecycle=_lifecycle(root, report),
    )


def _lifecycle(root: Table, report: Report) -> ReadLifecycle | None:
    node = root.entries.get("lifecycle")
    if node is None or (isinstance(node, Scalar) and node.value is None):
        return None
    return read_lifecycle(node, report)


def read_lifecycle(node: Node, report: Report) -> ReadLifecycle | None:
    """What stands under `lifecycle:`. Errors go to `report`."""
    fields = _read(LifecycleFields, node, report, parts=("sheet", "stages"), where="de « lifecycle »")
    if fields is None or not isinstance(node, Table):
        return None
    sheet: SheetFields | None = SheetFields()
    questions: list[tuple[OwnQuestionFields, int]] = []
    if (written := node.entries.get("sheet")) is not None:
        sheet = _read(SheetFields, written, report, parts=("questions",), where="de « sheet »")
        if isinstance(written, Table):
            questions = _read_list(OwnQuestionFields, written, "questions", report)
    stages = []
    for each in _items(node, "stages", report):
        stage = _read(StageFields, each, report, parts=("moves",))
        moves = _read_list(MoveFields, each, "moves", report) if isinstance(each, Table) else []
        if stage is not None:
            stages.append(ReadStage(stage, tuple(moves), each.line))
    return ReadLifecycle(fields, sheet or SheetFields(), tuple(questions), tuple(stages), node.line)


def _sections(root: Table, report: Report) -> tuple[ReadSection, ...]:
    found = []
    for node in _items(root, "sections", report):
        fields = _read(SectionFields, node, report, parts=("clauses",))
        clauses = [_clause(clause, report) for clause in _items(node, "clauses", report)]
        if fields is not None:
            found.append(
                ReadSection(fields, tuple(clause for clause in clauses if clause is not None), node.line)
            )
    return tuple(found)


def _clause(node: Node, report: Report) -> ReadClause | None:
    fields = _read(ClauseFields, node, report, parts=("controls",))
    controls: tuple[Control, ...] | None = None
    lines: tuple[int, ...] = ()
    if isinstance(node, Table) and "controls" in node.entries:
        nodes = _items(node, "controls", report)
        read = [(_control(control, report), control.line) for control in nodes]
        controls = tuple(control for control, _ in read if control is not None)
        lines = tuple(line for control, line in read if control is not None)
    if fields is None:
        return None
    sources = tuple(line_at(node, ["sources", rank]) for rank in range(len(fields.sources or ())))
    return ReadClause(fields, controls, node.line, lines, sources)


def _control(node: Node, report: Report) -> Control | None:
    """`{kind: {parameters}}`, one key."""
    if not isinstance(node, Table) or len(node.entries) != 1:
        report.error(node.line, "charter_control_shape")
        return None
    (name, parameters), line = next(iter(node.entries.items())), node.line
    kind = kinds().get(name)
    if kind is None:
        report.error(line, "charter_control_unknown", control=shown(name), hint=did_you_mean(name, kinds()))
        return None
    if isinstance(parameters, Scalar) and parameters.value is None:
        parameters = Table({}, {}, line)
    return _read(kind, parameters, report, where=f"de « {name} »")


def _items(node: Node, key: str, report: Report) -> tuple[Node, ...]:
    if not isinstance(node, Table):
        return ()
    value = node.entries.get(key)
    match value:
        case None | Scalar(None):
            return ()
        case Sequent(items):
            return items
    report.error(node.line_of(key), "charter_list_expected", key=key)
    return ()


def _read_list(model: type[Model], root: Table, key: str, report: Report) -> list[tuple[Model, int]]:
    read = [(_read(model, node, report), node.line) for node in _items(root, key, report)]
    return [(value, line) for value, line in read if value is not None]


def _read_part(model: type[Model], root: Table, key: str, report: Report) -> Model | None:
    node = root.entries.get(key)
    if node is None or (isinstance(node, Scalar) and node.value is None):
        return None
    return _read(model, node, report, where=f"de « {key} »")


def _read(
    model: type[Model], node: Node, report: Report, *, parts: tuple[str, ...] = (), where: str = ""
) -> Model | None:
    """One level of the file. `parts` are keys of this level that the caller reads."""
    if not isinstance(node, Table):
        report.error(node.line, "charter_mapping_expected", where=where or "de cet élément")
        return None
    known = [*model.model_fields, *parts, *getattr(model, "aliases", ())]
    for key in node.entries:
        if key not in known:
            report.error(
                node.line_of(key), "charter_key_unknown", key=shown(key), hint=did_you_mean(key, known)
            )
    own = {key: plain(value) for key, value in node.entries.items() if key in known and key not in parts}
    try:
        return model.model_validate(own)
    except ValidationError as error:
        _report_fields(model, node, error, report)
        return None


def _report_fields(model: type[BaseModel], node: Table, error: ValidationError, report: Report) -> None:
    found = error.errors(include_url=False)
    for problem in found:
        path = problem["loc"]
        deeper = any(len(other["loc"]) > len(path) and other["loc"][: len(path)] == path for other in found)
        if problem["type"] == "too_short" and deeper:
            continue  # pydantic counts only the items that are valid
        key = str(path[0]) if path else ""
        for alias, name in getattr(model, "aliases", {}).items():
            if key == name and alias in node.entries and key not in node.entries:
                key, path = alias, (alias, *path[1:])
        line = line_at(node, path)
        code, facts = _worded(problem, model)
        report.error(line, code, **{"key": key, **facts})


def _worded(problem: Any, model: type[BaseModel]) -> tuple[str, dict[str, object]]:
    """The code and the facts of our own sentence for an error of pydantic."""
    kind, value, context = str(problem["type"]), problem.get("input"), dict(problem.get("ctx") or {})
    match kind:
        case _ if kind.startswith("charter_"):
            return kind, context
        case "missing":
            return "charter_key_missing", {}
        case "enum" | "literal_error":
            allowed = _allowed(model, problem["loc"])
            return "charter_value_unknown", {"value": shown(value), "hint": _hint(value, allowed)}
        case "string_type":
            return "charter_text_expected", {}
        case "list_type" | "tuple_type":
            return "charter_list_expected", {}
        case "int_parsing" | "int_type" | "int_from_float" | "int_parsing_size":
            return "charter_number_expected", {"value": shown(value)}
        case "greater_than_equal":
            return "charter_number_low", {"value": shown(value), "limit": context.get("ge")}
        case "less_than_equal":
            return "charter_number_high", {"value": shown(value), "limit": context.get("le")}
        case "too_short" | "string_too_short":
            return "charter_value_empty", {}
        case "too_long" | "string_too_long":
            return "charter_value_too_long", {"limit": context.get("max_length")}
    return "charter_value_invalid", {"value": shown(value)}


def _hint(value: object, allowed: list[Enum]) -> str:
    text = str(value or "").strip()
    for member in allowed:
        french = str(getattr(member, "french", "")).casefold()
        if len(text) > 3 and text.casefold() in french:
            return f"Dans le fichier, ce mot s’écrit « {member.value} »."
    return did_you_mean(text, [str(member.value) for member in allowed])


def _allowed(model: type[BaseModel], path: tuple[int | str, ...]) -> list[Enum]:
    """The members of the enumeration that stands at `path`, found in the model's annotations."""
    if not path or str(path[0]) not in model.model_fields:
        return []
    pending: list[Any] = [model.model_fields[str(path[0])].annotation]
    while pending:
        annotation = pending.pop()
        if isinstance(annotation, type) and issubclass(annotation, Enum):
            return list(annotation)
        if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is not None:
            pending.extend(typing.get_args(annotation))
    return []
