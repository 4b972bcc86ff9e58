"""`garant classify`: what the AI Act makes of a use, from answers to the tree; or the tree itself."""

import argparse
import json
import shutil
import sys
from collections.abc import Mapping
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from garant.words import GarantError

if TYPE_CHECKING:
    from garant.qualification.ai_act import Condition, Node, Tree

_LIMIT_KIB = 256


class ClassifyFileUnreadable(GarantError):
    code = "classify_file_unreadable"


class ClassifyFileTooLarge(GarantError):
    code = "classify_file_too_large"


class ClassifyJsonInvalid(GarantError):
    code = "classify_json_invalid"


class ClassifyAnswersExpected(GarantError):
    code = "classify_answers_expected"


class ClassifyQuestionTwice(GarantError):
    code = "classify_question_twice"


class ClassifyQuestionUnknown(GarantError):
    """The names of the questions are kept to what a terminal can show."""

    code = "classify_question_unknown"


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "classify",
        help="classer un usage au regard du règlement européen sur l’IA",
        description="Donne la classe, le rôle, les obligations et le chemin, d’après des réponses en JSON.",
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "answers",
        nargs="?",
        metavar="RÉPONSES.json",
        help='un objet {"question": "réponse"} ; « - » lit l’entrée standard',
    )
    what.add_argument("--questions", action="store_true", help="montrer toutes les questions de l’arbre")
    parser.add_argument("--json", action="store_true", help="écrire du JSON")
    parser.add_argument(
        "--today",
        type=_date,
        metavar="AAAA-MM-JJ",
        help="appliquer le droit de ce jour (par défaut : ce jour)",
    )
    parser.set_defaults(run=_run)


def _date(written: str) -> date:
    return date.fromisoformat(written)


def _run(arguments: argparse.Namespace) -> int:
    from garant.qualification.ai_act import classify, outline, outline_tree, tree

    today = arguments.today or datetime.now().astimezone().date()
    width = max(60, min(100, shutil.get_terminal_size((88, 24)).columns))
    questions = tree(today)
    if arguments.questions:
        print(
            _json(_tree_mapping(questions)) if arguments.json else outline_tree(questions, width=width),
            end="",
        )
        return 0
    answers = _answers(arguments.answers)
    _refuse_unknown(answers, [node.id for node in questions.nodes])
    outcome = classify(answers, today=today)
    print(_json(outcome.to_mapping()) if arguments.json else outline(outcome, width=width), end="")
    return 0


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _answers(name: str) -> dict[str, str | list[str]]:
    shown = "L’entrée standard" if name == "-" else Path(name).name
    read = _parsed(_content(name, shown), shown)
    if not isinstance(read, dict) or not all(_is_answer(value) for value in read.values()):
        raise ClassifyAnswersExpected(file=shown)
    return read


def _content(name: str, shown: str) -> bytes:
    from garant.words import reason

    limit = _LIMIT_KIB * 1024
    try:
        if name == "-":
            read = sys.stdin.buffer.read(limit + 1)
        else:
            with Path(name).open("rb") as file:
                read = file.read(limit + 1)
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else "chemin impossible"
        raise ClassifyFileUnreadable(file=shown, reason=why) from error
    if len(read) > limit:
        raise ClassifyFileTooLarge(file=shown, limit=_LIMIT_KIB)
    return read


def _parsed(content: bytes, shown: str) -> Any:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                raise ClassifyQuestionTwice(node=_short(key), file=shown)
            found[key] = value
        return found

    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=once)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ClassifyJsonInvalid(file=shown, line=line) from error
    except json.JSONDecodeError as error:
        raise ClassifyJsonInvalid(file=shown, line=error.lineno) from error
    except (RecursionError, ValueError) as error:
        raise ClassifyJsonInvalid(file=shown, line=1) from error


def _is_answer(value: object) -> bool:
    return isinstance(value, str) or (
        isinstance(value, list) and all(isinstance(each, str) for each in value)
    )


def _refuse_unknown(answers: Mapping[str, object], known: list[str]) -> None:
    """A mistyped question must not pass for one that nobody answered."""
    unknown = [identifier for identifier in answers if identifier not in known]
    if unknown:
        near = get_close_matches(unknown[0][:40], known, n=1)
        hint = f"Vouliez-vous écrire « {near[0]} » ?" if near else "Vérifiez son écriture."
        raise ClassifyQuestionUnknown(node=_short(unknown[0]), count=len(unknown), hint=hint)


def _short(identifier: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in identifier[:40])


def _tree_mapping(questions: "Tree") -> dict[str, Any]:
    return {
        "version": questions.version,
        "today": questions.today.isoformat(),
        "title": questions.title,
        "source": questions.source,
        "as_of": questions.as_of.isoformat(),
        "sections": [
            {
                "id": section.id,
                "title": section.title,
                "intro": section.intro,
                "visible_if": _condition(section.visible_if),
                "nodes": [_node_mapping(node) for node in section.nodes],
            }
            for section in questions.sections
        ],
    }


def _node_mapping(node: "Node") -> dict[str, Any]:
    return {
        "id": node.id,
        "text": node.text,
        "help": node.help,
        "article": node.article,
        "source": node.source,
        "as_of": node.as_of.isoformat(),
        "review_by": node.review_by.isoformat(),
        "applies_from": node.applies_from.isoformat(),
        "status": node.status.value,
        "confidence": node.confidence.value,
        "readings": list(node.readings),
        "several": node.several,
        "options": [{"value": option.value, "french": option.french} for option in node.options],
        "visible_if": _condition(node.visible_if),
    }


def _condition(condition: "Condition") -> list[dict[str, list[str]]]:
    return [{key: list(values) for key, values in alternative.items()} for alternative in condition]
