"""The five-question path of a small organisation, and what opens the whole sheet."""

from importlib.resources import files

import pytest
from tests.qualification.sheet_answers import CLUB, SHEET, TODAY, TOWN, assessed

from garant.qualification import ai_act, assess, sheet, visible
from garant.qualification.law import written

FIVE = [asked.id for asked in SHEET.questions if asked.small]
QUIET = dict.fromkeys(FIVE, "no")


def test_it_asks_five_closed_questions_to_anybody():
    assert len(visible(SHEET, {}, path="short")) == 5
    assert [asked.id for asked in visible(SHEET, {}, path="short")] == FIVE
    assert all(asked.kind.closed and asked.required for asked in SHEET.questions if asked.small)


def test_five_times_no_is_a_complete_sheet():
    found = assessed(QUIET, path="short")
    assert found.complete
    assert not found.short_path_opens_full
    assert (found.prohibited, found.high_risk, found.dpia_due) == (False, False, False)
    assert len(visible(SHEET, QUIET, path="short")) == 5


def test_four_answers_are_not_a_complete_sheet():
    assert assessed(dict(list(QUIET.items())[:4]), path="short").missing == (FIVE[-1],)


@pytest.mark.parametrize("value", ["yes", "unknown"])
@pytest.mark.parametrize("name", FIVE)
def test_each_yes_and_each_doubt_opens_the_full_sheet(name: str, value: str):
    answers = {**QUIET, name: value}
    found = assessed(answers, path="short")
    assert found.short_path_opens_full
    assert not found.complete
    assert visible(SHEET, answers, path="short") == visible(SHEET, answers)


def test_a_risen_flag_keeps_the_answers_already_given():
    before = {**QUIET, "rgpd.personal_data": "yes"}
    assert assessed(before, path="short").axes["security"].lines == assessed(before).axes["security"].lines


def test_its_answers_never_make_the_class_minimal_by_themselves():
    found = assessed(QUIET, path="short")
    assert found.ai_act.risk.value == "to_be_examined"
    assert found.ai_act.could_be.value == "transparency"


def test_on_the_full_path_the_same_answers_imply_nothing_of_the_ai_act():
    found = assessed(QUIET)
    assert (found.prohibited, found.high_risk) == (None, None)
    assert not found.complete


def test_answers_behind_the_five_questions_wait_for_the_full_sheet():
    answers = {**QUIET, "human.agents_monitored": "yes"}
    assert assessed(answers, path="short").axes["human"].score is None
    assert assessed(answers).axes["human"].score == 30


@pytest.mark.parametrize("organisation", [TOWN, CLUB], ids=["town", "club"])
def test_the_path_is_the_same_for_all(organisation):
    assert [asked.id for asked in visible(sheet(TODAY, organisation), {}, path="short")] == FIVE
    assert assess(QUIET, today=TODAY, organisation=organisation, path="short").complete


def test_five_times_no_answers_every_practice_and_every_area_of_the_tree():
    """A practice that the tree gains has to be covered by the words of the short path, or asked."""
    implied = set(
        written(files("garant.qualification") / "data" / "short-path.yaml")["implied"]["use.sensitive_field"]
    )
    tree = ai_act.tree(TODAY)
    raising = {
        node.id
        for node in tree.nodes
        if node.raises in (ai_act.RiskClass.PROHIBITED, ai_act.RiskClass.HIGH) and not node.visible_if
    }
    assert raising <= implied
    assert implied <= {node.id for node in tree.nodes}


def test_an_answer_that_cannot_be_read_opens_nothing_and_breaks_nothing():
    answers = {"rgpd.personal_data": "perhaps", "ai_act.5.1.a": ["no", "yes"], "ai_act.III.1": "gone"}
    assert visible(SHEET, answers) == visible(SHEET, {})


def test_an_answer_of_the_five_that_is_not_given_implies_nothing():
    answers = {name: value for name, value in QUIET.items() if name != "use.sensitive_field"}
    found = assessed(answers, path="short")
    assert not found.short_path_opens_full
    assert (found.prohibited, found.high_risk) == (None, None)
