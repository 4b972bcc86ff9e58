"""The questions themselves: what each must bear, and what a wrong file is told."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from importlib.resources import as_file
from pathlib import Path

import pytest
from pydantic import ValidationError
from ruamel.yaml.constructor import DuplicateKeyError
from tests.qualification.ai_act.ai_act_answers import (
    ANNOUNCED,
    AREAS,
    INNOCENT,
    LATER,
    POINTS,
    PRACTICES,
    TODAY,
    TREE,
)

from garant.qualification.ai_act import AiActAnswerInvalid, Node, Status, Strength, classify, tree, visible
from garant.qualification.ai_act.duty import DutyRule, duty_rules
from garant.qualification.ai_act.reading import data_folder, read_tree


def test_the_eight_areas_of_annex_iii_have_their_twenty_five_points():
    counts = {str(area): 0 for area in range(1, 9)}
    for point in POINTS:
        counts[point.split(".")[1]] += 1
    assert counts == {"1": 3, "2": 1, "3": 4, "4": 2, "5": 4, "6": 5, "7": 4, "8": 2}
    assert set(AREAS) == {f"III.{area}" for area in range(1, 9)} - {"III.2"}  # point 2 is alone in its area


def test_every_prohibited_practice_has_its_question():
    assert (*(f"5.1.{letter}" for letter in "abcdefgh"), *ANNOUNCED) == PRACTICES


def test_an_exception_is_offered_only_to_the_practice_that_has_it():
    excepted = {node.id: node.lowers for node in TREE.nodes if node.section == "prohibited" and node.lowers}
    assert excepted == {f"5.1.{letter}.except": (f"5.1.{letter}",) for letter in "dfgh"}


@pytest.mark.parametrize("practice", [p for p in PRACTICES if p not in ("5.1.d", "5.1.f", "5.1.g", "5.1.h")])
def test_a_practice_without_exception_opens_no_further_question(practice: str):
    asked = visible(TREE, INNOCENT | {practice: "yes"})
    assert not [node.id for node in asked if node.id.endswith(".except")]


@pytest.mark.parametrize("node", TREE.nodes, ids=lambda node: node.id)
def test_a_question_is_plain_french_with_its_law(node: Node):
    assert node.text.endswith(" ?")
    assert node.help[-1] in ".)"
    assert node.as_of <= TODAY < node.review_by
    assert node.source
    assert node.article
    texts = [node.text, node.help, node.ask, *node.readings]
    texts += [text for option in node.options for text in (option.french, option.then)]
    for text in texts:
        assert "'" not in text, "apostrophe"
        assert not re.search(r"\s{2,}|[^\s\d][;?!]|\S:(?!\d)", text), text
        assert not re.search(r"\bemail\b|scoring|\bRIA\b.*\bRIA\b", text)


def test_the_help_of_a_question_gives_an_example():
    assert [node.id for node in TREE.nodes if "xemple" not in node.help] == []


def test_every_question_can_be_answered_by_not_knowing():
    for node in TREE.nodes:
        option = node.option("unknown")
        assert option is not None
        assert option.counts is Strength.UNKNOWN
        assert option.french == "Je ne sais pas"


def test_every_question_says_whom_to_ask_in_words_and_by_a_key():
    words = {(node.ask_key, node.ask) for node in TREE.nodes}
    assert {key for key, _ in words} == {"dsi", "supplier", "legal", "business", "hr", "communication", "dpo"}
    assert len(words) == 7


def test_a_provision_says_whether_it_is_in_force_that_day():
    def status(identifier: str, today: date) -> Status:
        node = tree(today).node(identifier)
        assert node is not None
        return node.status

    assert status("5.1.ba", TODAY) is Status.COMING
    assert status("5.1.ba", LATER) is Status.IN_FORCE
    assert status("5.1.a", TODAY) is Status.IN_FORCE
    assert status("III.5.a", date(2027, 12, 1)) is Status.COMING
    assert status("III.5.a", date(2027, 12, 2)) is Status.IN_FORCE
    assert status("3.3", TODAY) is Status.DISPUTED


def test_the_first_questions_do_not_open_the_twenty_five_points():
    asked = {node.id for node in visible(TREE, {})}
    assert "III.2" in asked
    assert not asked & (set(POINTS) - {"III.2"})


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize(("answer", "opens"), [("yes", True), ("unknown", True), ("no", False)])
def test_an_area_opens_its_points_unless_it_is_refused(area: str, answer: str, opens: bool):
    asked = {node.id for node in visible(TREE, {"3.1": "yes", area: answer})}
    mine = {point for point in POINTS if point.startswith(f"{area}.")}
    assert asked & mine == (mine if opens else set())


def test_what_is_no_ai_system_is_asked_nothing_more():
    assert [node.id for node in visible(TREE, {"3.1": "no"})] == ["3.1"]
    assert [node.id for node in visible(TREE, {"3.1": "unknown", "3.1.rules": "yes"})] == ["3.1", "3.1.rules"]
    assert "III.5" in [node.id for node in visible(TREE, {"3.1": "unknown"})]


def test_what_is_prohibited_is_not_asked_the_rest():
    asked = {node.section for node in visible(TREE, INNOCENT | {"5.1.c": "yes"})}
    assert asked == {"system", "role", "prohibited"}


def test_every_question_is_asked_of_somebody():
    """A condition that nothing meets would hide a question for ever."""
    met: set[str] = set()
    everything = {
        node.id: [o.value for o in node.options if not o.alone][:1] if node.several else "yes"
        for node in TREE.nodes
        if node.several or node.option("yes")
    }
    neutral = {"2": "none", "3.1": "yes", "27.1": "public", "111": "before_2027_12_02"}
    no_practice = dict.fromkeys(PRACTICES, "no")
    exempted = {"6.3.profiling": "no", "6.3": ["a"], "6.3.risk": "no"}
    rows: list[dict[str, str | list[str]]] = [
        {},
        {"3.1": "unknown"},
        {"3.3": "imports"},
        INNOCENT,
        everything | neutral,
        everything | neutral | no_practice | exempted | {"I": "A", "6.1.a": "safety"},
        everything
        | neutral
        | no_practice
        | {"I": "A", "6.1.a": "safety", "3.3": ["bought"], "50.2.except": "none"}
        | {f"50.{n}": "yes" for n in "123"}
        | {"50.1.except": "none"},
        everything
        | neutral
        | no_practice
        | {
            "I": "A",
            "6.1.a": "safety",
            "3.3": ["built"],
            "50.2.except": "none",
            "50.1.except": "none",
            "50.4.1.except": "none",
        },
        *({"3.1": "yes", practice: "yes"} for practice in PRACTICES),
    ]
    for row in rows:
        met |= {node.id for node in visible(TREE, row)}
    assert [node.id for node in TREE.nodes if node.id not in met] == []


# ---------------------------------------------------------------- answers that can't be


@pytest.mark.parametrize(
    "given",
    [
        {"3.1": "oui"},
        {"3.1": ["yes", "no"]},
        {"3.3": ["bought", "unknown"]},
        {"3.3": "a"},
        {"3.1": 1},
        {"3.3": [1]},
        {"3.1": {"yes": 1}},
    ],
    ids=str,
)
def test_a_value_that_a_question_does_not_offer_is_refused(given: dict[str, str]):
    with pytest.raises(AiActAnswerInvalid) as refused:
        classify(given, today=TODAY)
    assert refused.value.node in given
    assert refused.value.options == tuple(o.value for o in TREE.node(refused.value.node).options)  # type: ignore[union-attr]


def test_a_wrong_value_of_a_hidden_question_is_left():
    assert classify({"3.1": "no", "III.5.a": "?"}, today=TODAY).path[-1].node == "3.1"


@pytest.mark.parametrize("nothing", ["", [], ()])
def test_an_empty_answer_is_none(nothing: str):
    assert "3.1" in [unknown.node for unknown in classify({"3.1": nothing}, today=TODAY).unknown]


def test_one_choice_may_come_as_a_list_and_several_as_a_text():
    same = classify({"3.1": ["yes"], "3.3": "bought"}, today=TODAY)
    assert same == classify({"3.1": "yes", "3.3": ["bought"]}, today=TODAY)


def test_an_answer_to_a_question_that_is_gone_is_set_aside():
    outcome = classify(INNOCENT | {"5.1.z": "yes", "III.9": "yes"}, today=TODAY)
    assert outcome.set_aside == ("5.1.z", "III.9")
    assert outcome.risk == classify(INNOCENT, today=TODAY).risk


def test_a_question_that_time_closes_is_no_longer_asked_and_its_answer_no_error():
    given = INNOCENT | {"3.3": ["built"], "50.2": "yes", "50.2.except": "none", "111.4": "yes"}
    assert "111.4" in [node.id for node in visible(tree(TODAY), given)]
    assert "111.4" not in [node.id for node in visible(tree(LATER), given)]
    assert classify(given, today=LATER).set_aside == ()


# ---------------------------------------------------------------- files that are wrong


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[str, str, str], Path]:
    """`copied(file, before, after)` is the folder of data with one text changed."""

    def change(file: str, before: str, after: str) -> Path:
        with as_file(data_folder()) as folder:
            shutil.copytree(folder, tmp_path / "data")
        path = tmp_path / "data" / file
        text = path.read_text(encoding="utf-8")
        assert text.count(before) >= 1
        path.write_text(text.replace(before, after, 1), encoding="utf-8")
        return tmp_path / "data"

    return change


@pytest.mark.parametrize(
    ("file", "before", "after", "says"),
    [
        ("tree/30-prohibited.yaml", "id: 5.1.b\n", "id: 5.1.a\n", "5.1.a stands twice"),
        ("tree/30-prohibited.yaml", "visible_if: {5.1.d:", "visible_if: {5.1.x:", "depends on 5.1.x"),
        (
            "tree/30-prohibited.yaml",
            'visible_if: {5.1.d: ["yes"]}',
            "visible_if: {5.1.d: [oui]}",
            "waits for an answer",
        ),
        ("tree/30-prohibited.yaml", "lowers: [5.1.d]", "lowers: [5.1.x]", "names 5.1.x"),
        (
            "tree/20-role.yaml",
            "{value: unknown, alone: true,",
            "{value: doubt, counts: unknown, french: Doute, alone: true,",
            "je ne sais pas",
        ),
        ("tree/20-role.yaml", "{value: adapted,", "{value: built,", "offers an answer twice"),
    ],
)
def test_a_reference_that_leads_nowhere_is_refused(
    copied: Callable[[str, str, str], Path], file: str, before: str, after: str, says: str
):
    with pytest.raises(ValueError, match=re.escape(says)):
        read_tree(copied(file, before, after), TODAY)


def test_a_key_written_twice_is_refused(copied: Callable[[str, str, str], Path]):
    with pytest.raises(DuplicateKeyError):
        read_tree(
            copied("tree/30-prohibited.yaml", "    ask: legal\n", "    ask: legal\n    ask: dpo\n"), TODAY
        )


def test_a_key_that_nobody_reads_is_refused(copied: Callable[[str, str, str], Path]):
    with pytest.raises(ValidationError):
        read_tree(copied("tree/30-prohibited.yaml", "    ask: legal\n", "    asks: legal\n"), TODAY)


# ---------------------------------------------------------------- the duties' file


@pytest.mark.parametrize("rule", duty_rules(), ids=lambda rule: rule.id)
def test_a_duty_is_plain_french_with_its_law(rule: DutyRule):
    assert rule.french.endswith(".")
    assert "'" not in rule.french + (rule.check or "")
    assert rule.as_of <= TODAY < rule.review_by
    assert rule.when


def test_every_condition_of_a_duty_is_a_word_that_the_findings_know():
    computed = {"in_scope", "prohibited", "announced", "exempt", "chapter_iii", "annex_iii", "annex_iii_but_2", "annex_i_b", "registration", "fria", "explanation", "workers", "gpai_provider"}  # fmt: skip
    nodes = {node.id for node in TREE.nodes}
    options = {f"{node.id}={option.value}" for node in TREE.nodes for option in node.options}
    for rule in duty_rules():
        assert {*rule.when, *rule.unless} <= computed | nodes | options
        assert rule.applies_from in ("chapter_iii", "trigger") or date.fromisoformat(rule.applies_from)
        if rule.grace is not None:
            assert f"{rule.grace.node}={rule.grace.answer}" in options
