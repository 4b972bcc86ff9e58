"""Every error has its sentence, every sentence its error, and the document shows them all."""

import ast
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from garant.words import GarantError, Message, all_messages, message, say, todo
from garant.words.document import document, main

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "garant"


@dataclass(frozen=True)
class ErrorClass:
    name: str
    code: str
    file: Path


def _codes(tree: ast.Module, file: Path) -> Iterator[ErrorClass]:
    """Classes that give a `code` a text of their own: read, not imported, so that no room can hide one."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.ClassDef):
            continue
        for statement in node.body:
            match statement:
                case (
                    ast.Assign(targets=[ast.Name(id="code")], value=ast.Constant(value=str(code)))
                    | ast.AnnAssign(target=ast.Name(id="code"), value=ast.Constant(value=str(code)))
                ):
                    yield ErrorClass(node.name, code, file)


def _trees() -> Iterator[tuple[Path, ast.Module]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        yield file, ast.parse(file.read_text(encoding="utf-8"))


TREES = list(_trees())
CLASSES = [found for file, tree in TREES for found in _codes(tree, file)]


def test_there_are_errors_to_look_at():
    assert len(CLASSES) > 20


@pytest.mark.parametrize("found", CLASSES, ids=lambda found: found.name)
def test_every_error_has_its_sentence(found: ErrorClass):
    assert found.code in all_messages(), f"{found.file.relative_to(ROOT)}: {found.name} has no sentence"


def test_two_errors_of_a_room_never_share_a_code():
    # Two rooms may: the gateway passes on what the journal says, under the same code.
    codes = [(found.file.relative_to(PACKAGE).parts[0], found.code) for found in CLASSES]
    assert sorted(codes) == sorted(set(codes))


def test_every_sentence_has_its_error():
    # A code may also be given to an error by name, `Refusal("charter_zone_closed")`, or be put together from a
    # beginning and a kind, `f"journal_fault_{kind}"`: both pieces are then literals of the package.
    literals = {
        node.value
        for _, tree in TREES
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    beginnings = {
        str(node.values[0].value)
        for _, tree in TREES
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        and isinstance(node.values[0], ast.Constant)
        and str(node.values[0].value).endswith("_")
    }

    def used(code: str) -> bool:
        kinds = (code.removeprefix(begin) for begin in beginnings if code.startswith(begin))
        return code in literals or any(kind in literals for kind in kinds)

    assert [code for code in all_messages() if not used(code)] == []


@pytest.mark.parametrize("entry", all_messages().values(), ids=lambda entry: entry.code)
def test_a_sentence_is_whole_and_in_french_typography(entry: Message):
    for text in (entry.say, entry.do):
        assert text == text.strip()
        assert text[-1] not in ",;:", text
        assert "  " not in text
        assert not set(text) & {"\t", "\n"}
    assert entry.cause
    assert entry.status is None or 400 <= entry.status < 600


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _raised() -> Iterator[tuple[str, Path, int, set[str]]]:
    """Where an error is made with named facts: its code, where, and the names."""
    by_name = {found.name: found.code for found in CLASSES}
    for file, tree in TREES:
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Name(id=name), args=[], keywords=keywords) if name in by_name:
                    if all(keyword.arg for keyword in keywords):
                        yield by_name[name], file, node.lineno, {str(keyword.arg) for keyword in keywords}
                case ast.Raise(exc=ast.Name(id=name)) if name in by_name:
                    yield by_name[name], file, node.lineno, set()


def _added() -> dict[str, set[str]]:
    """Facts that a room adds to its errors on their way out: `error.facts.setdefault("system", …)`."""
    added: dict[str, set[str]] = {}
    for file, tree in TREES:
        for node in ast.walk(tree):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Attribute(attr="facts"), attr="setdefault"),
                    args=[ast.Constant(value=str(name)), *_],
                ):
                    added.setdefault(file.relative_to(PACKAGE).parts[0], set()).add(name)
    return added


_ADDED = _added()

# An `__init__` of its own may add facts that the place where it is raised does not name.
_OWN_FACTS = {
    found.code
    for file, tree in TREES
    for found in CLASSES
    if found.file == file
    for node in ast.walk(tree)
    if isinstance(node, ast.ClassDef)
    and node.name == found.name
    and any(isinstance(part, ast.FunctionDef) and part.name == "__init__" for part in node.body)
}


@pytest.mark.parametrize(
    ("code", "file", "line", "facts"),
    [
        pytest.param(*raised, id=f"{raised[1].relative_to(PACKAGE)}:{raised[2]}")
        for raised in _raised()
        if raised[0] not in _OWN_FACTS
    ],
)
def test_a_sentence_never_waits_for_a_fact_that_is_not_given(
    code: str, file: Path, line: int, facts: set[str]
):
    entry = message(code)
    missing = (_fields(entry.say) | _fields(entry.do)) - facts
    missing -= _ADDED.get(file.relative_to(PACKAGE).parts[0], set())
    assert not missing, f"{file.relative_to(ROOT)}:{line} raises {code} without {sorted(missing)}"


def test_the_document_is_up_to_date():
    shown = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    assert shown == document(all_messages().values()), "run `make docs`"


def test_the_check_sees_a_document_that_is_out_of_date(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "errors.md"
    assert main(["--check", str(file)]) == 1
    assert main([str(file)]) == 0
    assert main(["--check", str(file)]) == 0
    file.write_text(file.read_text().replace("port_taken", "port_free"))
    assert main(["--check", str(file)]) == 1
    assert "make docs" in capsys.readouterr().err


def test_a_missing_fact_shows_as_a_question_mark_and_hides_nothing():
    class Known(GarantError):
        code = "port_invalid"

    assert say(Known(port="abc")) == "Le port « abc » n’existe pas."
    assert say(Known()) == "Le port « ? » n’existe pas."
    assert "make run" in todo(Known())


def test_an_error_shows_its_facts_and_its_code():
    class Known(GarantError):
        code = "port_invalid"

    assert str(Known(port=5)) == "port_invalid(port=5)"
