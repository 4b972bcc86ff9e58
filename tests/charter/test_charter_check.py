"""Warnings: a charter that loads, and deserves a second look."""

from datetime import date

import pytest
from tests.charter.charter_texts import BASE, line_of, with_lines

from garant.charter import check, load_shipped, load_text, shipped_charters

TODAY = date(2026, 11, 22)


def warnings(text: str, today: date = TODAY) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in check(load_text(text), today=today)]


def test_the_closed_zone_of_the_base_is_all_that_there_is_to_say() -> None:
    assert warnings(BASE) == [(line_of("  sovereign:", BASE), "charter_zone_unopened")]


def test_a_zone_closed_by_a_written_rule_is_meant() -> None:
    text = with_lines(
        "          - protect: {data: [indirect], zone: external, action: allow}\n",
        "          - protect: {data: [indirect], zone: external, action: allow}\n"
        "          - protect: {data: [personal], zone: sovereign, action: block}\n",
    )

    assert warnings(text) == []


@pytest.mark.parametrize(
    ("old", "new", "needle", "code"),
    [
        ("          - commitment: {promise: Former", "#", "id: formation", "charter_clause_without_control"),
        (
            "levels: [1, 2]}",
            "levels: [1, 2]}\n          - approve: {zones: [sovereign]}",
            "  sovereign:",
            "charter_zone_without_rule",
        ),
        (
            "data: [indirect], zone: external, action: allow}",
            "data: [secret], zone: external, action: block}",
            "  external:",
            "charter_pairs_without_rule",
        ),
        (
            "data: [indirect], zone: external, action: allow}",
            "data: [indirect], zone: external, action: block, mode: observe}",
            "  external:",
            "charter_pairs_only_observed",
        ),
        (
            "          - approve: {zones: [internal, external], levels: [1, 2]}",
            "          - notice: {text: N.}",
            "zones:",
            "charter_rules_without_zone",
        ),
        ("review_by: 2027-11-01", "review_by: 2026-11-21", "review_by", "charter_review_overdue"),
        ("adopted_on: 2026-11-01", "adopted_on: 2025-11-21", "adopted_on", "charter_revision_overdue"),
        ("due: 2027-06-30", "due: 2026-11-21", "due:", "charter_commitment_overdue"),
        ("sources: [AHP-11h]", "sources: [AHP-11z]", "AHP-11z", "charter_source_unknown"),
        (
            "keywords: [[class*, candidat*, âge], [reconnaissance faciale]]",
            "keywords: []",
            "- forbid",
            "charter_forbid_unrecognised",
        ),
        (
            "zones: [internal, external], levels",
            "zones: [external], levels",
            "id: donnees",
            "charter_reroute_nowhere",
        ),
    ],
)
def test_what_deserves_a_second_look_is_told_at_its_line(old: str, new: str, needle: str, code: str) -> None:
    text = with_lines(old, new)
    if code == "charter_forbid_unrecognised":
        text = text.replace("              patterns: ['\\bnot(e|er) les citoyens']\n", "")

    assert (line_of(needle, text), code) in warnings(text)


@pytest.mark.parametrize(
    ("old", "new", "today"),
    [
        ("review_by: 2027-11-01", "review_by: 2026-11-22", TODAY),
        ("adopted_on: 2026-11-01", "adopted_on: 2025-11-22", TODAY),
        (
            "adopted_on: 2026-11-01, revision_months: 12",
            "adopted_on: 2026-01-31, revision_months: 1",
            date(2026, 2, 28),
        ),
        ("due: 2027-06-30", "due: 2026-11-22", TODAY),
    ],
)
def test_the_day_itself_is_not_late(old: str, new: str, today: date) -> None:
    assert warnings(with_lines(old, new), today) == warnings(BASE, today)


def test_an_unknown_source_is_answered_with_the_nearest() -> None:
    text = with_lines("sources: [AHP-11h]", "sources: [AHP11h]")
    said = [str(problem) for problem in check(load_text(text), today=TODAY)]

    assert any(
        "avertissement : La source « AHP11h » n’est pas connue. Vouliez-vous écrire « AHP-11h » ?" in line
        for line in said
    )


def test_a_reason_that_excuses_nothing_is_told(tmp_path: object) -> None:
    child = (
        "charter: enfant\nversion: 2026-11-02\nextends: region-sud\nsections:\n  - title: Ajouts\n    clauses:\n"
        "      - {id: neuve, text: N., reason: Sans objet., controls: [{commitment: {promise: P., owner: O, due: 2028-01-01}}]}\n"
    )

    assert (7, "charter_reason_useless") in warnings(child)


@pytest.mark.parametrize("charter", shipped_charters())
def test_the_shipped_charters_have_nothing_to_be_warned_of(charter: str) -> None:
    assert [str(problem) for problem in check(load_shipped(charter), today=TODAY)] == []
