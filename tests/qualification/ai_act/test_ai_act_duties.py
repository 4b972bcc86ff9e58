"""What is owed, by whom, and from when: the dates of Regulation (EU) 2026/1744."""

from datetime import date

import pytest
from tests.qualification.ai_act.ai_act_answers import POINTS, TODAY, of

from garant.qualification.ai_act import Confidence, Duty, Outcome, Role, Status

FIRST = date(2026, 8, 2)
ANNEX_III = date(2027, 12, 2)
ANNEX_I = date(2028, 8, 2)
PUBLIC = date(2030, 8, 2)
PRODUCT = {"I": "A", "6.1.a": "safety", "6.1.b": "yes"}


def duty(outcome: Outcome, identifier: str) -> Duty:
    return next(each for each in outcome.duties if each.id == identifier)


def ids(outcome: Outcome) -> set[str]:
    return {each.id for each in outcome.duties if each.ours is not False}


@pytest.mark.parametrize(
    ("facts", "identifier", "starts"),
    [
        ({}, "4", date(2025, 2, 2)),
        ({"50.1": "yes", "3.3": ["built"]}, "50.1", FIRST),
        ({"50.2": "yes", "3.3": ["built"]}, "50.2", FIRST),
        ({"50.3": "yes"}, "50.3", FIRST),
        ({"III.5.a": "yes"}, "26.1", ANNEX_III),
        ({"III.5.a": "yes"}, "27", ANNEX_III),
        (PRODUCT, "26.1", ANNEX_I),
        (PRODUCT | {"III.5.a": "yes"}, "26.1", ANNEX_III),
        (
            PRODUCT | {"III.5.a": "yes", "6.3.profiling": "no", "6.3": ["a"], "6.3.risk": "no", "6.4": "yes"},
            "26.1",
            ANNEX_I,
        ),
        ({"3.3": ["built"], "53.1": "yes"}, "53", date(2025, 8, 2)),
    ],
)
def test_a_duty_applies_from_its_day_and_not_before(facts: dict[str, str], identifier: str, starts: date):
    eve = date.fromordinal(starts.toordinal() - 1)
    before, after = duty(of(facts, eve), identifier), duty(of(facts, starts), identifier)
    assert (before.applies, after.applies) == (False, True)
    assert before.applies_from == after.applies_from == starts
    assert before.when == f"s’appliquera le {starts:%d/%m/%Y}"
    assert after.when == f"s’applique depuis le {starts:%d/%m/%Y}"


def test_a_prohibition_is_announced_then_binds():
    facts = {"5.1.c": "yes"}
    assert duty(of(facts, date(2025, 2, 1)), "5.coming").applies_from == date(2025, 2, 2)
    assert duty(of(facts, date(2025, 2, 2)), "5").applies


@pytest.mark.parametrize("identifier", ["26.8", "49.3", "86"])
def test_registration_and_explanation_keep_both_readings(identifier: str):
    found = duty(of({"III.5.a": "yes"}), identifier)
    assert found.status is Status.DISPUTED
    assert [reading.applies_from for reading in found.readings] == [FIRST, ANNEX_III]
    assert found.applies_from == ANNEX_III


@pytest.mark.parametrize("identifier", ["72", "73", "49.1", "43"])
def test_so_do_the_duties_of_the_provider(identifier: str):
    found = duty(of({"III.5.a": "yes", "3.3": ["built"]}), identifier)
    assert [reading.applies_from for reading in found.readings] == [FIRST, ANNEX_III]


@pytest.mark.parametrize("identifier", ["72", "73", "43"])
def test_a_reading_follows_the_annex(identifier: str):
    found = duty(of(PRODUCT | {"3.3": ["built"]}), identifier)
    assert [reading.applies_from for reading in found.readings] == [FIRST, ANNEX_I]


def test_what_is_not_disputed_has_one_date():
    found = of({"III.5.a": "yes"})
    assert {each.id for each in found.duties if each.ours and each.readings} == {"26.8", "49.3", "86"}
    assert duty(found, "26.1").status is Status.COMING
    assert duty(found, "4").status is Status.IN_FORCE


# ---------------------------------------------------------------- older systems


@pytest.mark.parametrize(
    ("facts", "placed", "starts"),
    [
        ({"III.5.a": "yes"}, "before_2026_08_02", PUBLIC),
        ({"III.5.a": "yes"}, "before_2027_12_02", PUBLIC),
        ({"III.5.a": "yes"}, "before_2028_08_02", ANNEX_III),
        ({"III.5.a": "yes"}, "later", ANNEX_III),
        ({"III.5.a": "yes"}, "unknown", ANNEX_III),
        (PRODUCT, "before_2028_08_02", PUBLIC),
        (PRODUCT, "later", ANNEX_I),
    ],
)
def test_an_older_system_of_a_public_body_has_until_2030(facts: dict[str, str], placed: str, starts: date):
    outcome = of(facts | {"111": placed, "111.2": "no"})
    found = duty(outcome, "26.1")
    assert found.applies_from == starts
    assert (found.note is not None) is (starts == PUBLIC)


@pytest.mark.parametrize("changed", ["yes", "unknown", ""])
def test_an_older_system_that_may_have_changed_has_no_delay(changed: str):
    outcome = of({"III.5.a": "yes", "111": "before_2026_08_02", "111.2": changed})
    assert duty(outcome, "26.1").applies_from == ANNEX_III


@pytest.mark.parametrize(
    ("kind", "starts"), [("public", PUBLIC), ("service", PUBLIC), ("unknown", PUBLIC), ("private", None)]
)
def test_an_older_system_elsewhere_is_only_caught_by_a_change(kind: str, starts: date | None):
    found = duty(of({"III.5.b": "yes", "111": "before_2026_08_02", "111.2": "no", "27.1": kind}), "26.1")
    assert found.applies_from == starts
    if starts is None:
        assert not found.applies
        assert found.when == "seulement si le système est modifié de façon importante"


def test_the_rule_for_older_systems_never_delays_a_prohibition_nor_transparency():
    older = {"111": "before_2026_08_02", "111.2": "no"}
    assert duty(of(older | {"5.1.c": "yes"}), "5").applies
    assert duty(of(older | {"III.5.a": "yes", "50.3": "yes"}), "50.3").applies


@pytest.mark.parametrize(
    ("answer", "starts"), [("yes", date(2026, 12, 2)), ("no", FIRST), ("unknown", FIRST)]
)
def test_marking_has_a_delay_for_tools_from_before_august_2026(answer: str, starts: date):
    found = duty(of({"3.3": ["built"], "50.2": "yes", "111.4": answer}), "50.2")
    assert found.applies_from == starts
    assert (found.note is not None) is (answer == "yes")


# ---------------------------------------------------------------- who owes what


def test_who_only_uses_a_tool_owes_nothing_of_its_provider():
    outcome = of({"III.5.a": "yes", "50.1": "yes", "50.2": "yes"})
    assert not ids(outcome) & {"8", "17", "43", "49.1", "72", "73", "50.1", "50.2"}
    checks = {each.id: each.french for each in outcome.duties if each.ours is False}
    assert set(checks) == {"8", "43", "49.1", "50.1", "50.2"}
    assert all(text.startswith(("Demander", "Vérifier")) for text in checks.values())


def test_a_provider_that_uses_its_own_tool_owes_both():
    outcome = of({"III.5.a": "yes", "3.3": ["built"]})
    assert {"8", "17", "43", "49.1", "72", "73", "26.1", "27", "49.3"} <= ids(outcome)
    assert all(each.ours for each in outcome.duties)


def test_where_the_role_is_not_known_every_role_is_shown():
    outcome = of({"III.5.a": "yes", "3.3": "unknown"})
    shown = {each.role for each in outcome.duties if each.ours is None}
    assert shown == {Role.PROVIDER, Role.DEPLOYER, Role.IMPORTER, Role.DISTRIBUTOR}
    assert outcome.fria_due


def test_an_importer_and_a_distributor_owe_their_own():
    assert "23" in ids(of({"III.5.a": "yes", "3.3": ["imports"]}))
    outcome = of({"III.5.a": "yes", "3.3": ["distributes"]})
    assert {"24", "25.1.a"} <= ids(outcome)
    assert not outcome.fria_due


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("kind", ["public", "service", "private", "unknown"])
def test_the_study_of_fundamental_rights_is_due_where_article_27_says(point: str, kind: str):
    outcome = of({point: "yes", "27.1": kind})
    due = point != "III.2" and (kind != "private" or point in ("III.5.b", "III.5.c"))
    assert outcome.fria_due is due
    assert ("27" in ids(outcome)) is due
    registered = point != "III.2" and kind != "private"
    assert outcome.registration_due is registered
    assert ("49.3" in ids(outcome)) is registered
    assert ("26.8" in ids(outcome)) is registered
    assert outcome.explanation_right is (point != "III.2")
    assert outcome.log_retention


def test_annex_i_asks_neither_registration_nor_study_nor_explanation():
    outcome = of(PRODUCT)
    assert not outcome.fria_due
    assert not outcome.registration_due
    assert not outcome.explanation_right
    assert outcome.log_retention


@pytest.mark.parametrize(("said", "due"), [("yes", True), ("unknown", True), ("", True), ("no", False)])
def test_workers_are_told_where_the_place_of_work_is_not_ruled_out(said: str, due: bool):
    outcome = of({"III.5.a": "yes", "26.7": said})
    assert outcome.worker_information is due
    assert ("26.7" in ids(outcome)) is due


def test_workers_are_always_told_of_what_manages_them():
    assert of({"III.4.b": "yes", "26.7": "no"}).worker_information


@pytest.mark.parametrize("facts", [{}, {"50.1": "yes"}, {"5.1.c": "yes"}, {"3.1": "no"}], ids=str)
def test_what_is_not_high_risk_has_none_of_its_duties(facts: dict[str, str]):
    outcome = of(facts)
    assert not any(each.id.startswith(("26", "27", "49", "86", "8")) for each in outcome.duties)
    assert not any(
        (
            outcome.fria_due,
            outcome.registration_due,
            outcome.explanation_right,
            outcome.worker_information,
            outcome.log_retention,
        )
    )


def test_a_duty_says_how_surely_it_is_known():
    outcome = of({"III.5.a": "yes", "3.3": ["imports"]})
    assert duty(outcome, "23").confidence is Confidence.KNOWN
    assert outcome.today == TODAY
    written = duty(outcome, "23").to_mapping()
    assert (written["confidence"], written["applies_from"], written["applies"]) == ("K", "2027-12-02", False)
