"""The shipped charters: each source clause bound, each cell decided, nothing promised that is not written."""

import re
from datetime import date
from functools import cache

import pytest

from garant.charter import Charter, Policy, compile_policy, source_clauses
from garant.charter import load_shipped as load_shipped_afresh
from garant.charter.controls.commitment import CommitmentControl
from garant.privacy import recognised_classes
from garant.words import Action, DataClass, Zone

AHP, SUD = "alpes-de-haute-provence", "region-sud"
REFERENCES = (AHP, SUD)
DEMONSTRATIONS = ("demo-departement", "demo-region")
SHIPPED = (*REFERENCES, *DEMONSTRATIONS)

BOUND_BY = {"AHP": AHP, "SUD": SUD}
SOURCES = [source for source in source_clauses() if source[:3] in BOUND_BY]


@cache
def load_shipped(charter: str) -> Charter:
    return load_shipped_afresh(charter)


@cache
def policy_of(charter: str) -> Policy:
    return compile_policy(load_shipped(charter))


def test_both_source_charters_are_there_in_full() -> None:
    assert len([source for source in SOURCES if source.startswith("AHP-")]) == 20
    assert len([source for source in SOURCES if source.startswith("SUD-")]) == 26


@pytest.mark.parametrize("source", SOURCES)
def test_a_source_clause_is_bound_to_a_clause_that_has_a_control(source: str) -> None:
    bound = [clause for clause in load_shipped(BOUND_BY[source[:3]]).clauses if source in clause.sources]
    assert bound
    assert all(clause.controls for clause in bound)


@pytest.mark.parametrize("charter", REFERENCES)
def test_a_reference_binds_only_clauses_of_its_own_source(charter: str) -> None:
    sources = {source for clause in load_shipped(charter).clauses for source in clause.sources}
    assert sources <= set(SOURCES)
    assert {BOUND_BY[source[:3]] for source in sources} == {charter}


@pytest.mark.parametrize("charter", DEMONSTRATIONS)
def test_what_a_demonstration_adds_claims_no_source(charter: str) -> None:
    parent = load_shipped(charter).parent
    assert parent is not None
    inherited = {clause.id for clause in parent.clauses}
    own = [clause for clause in load_shipped(charter).clauses if clause.id not in inherited]
    assert 1 <= len(own) <= 3
    assert all(clause.sources == () for clause in own)


# ---------------------------------------------------------------- the table: class × zone

_SHIELDED = ("sensitive", "health", "criminal", "minor", "vulnerable")

AHP_TABLE: dict[tuple[str, str], str] = {
    **{("internal", name): "allow" for name in DataClass if name != "secret"},
    ("internal", "secret"): "pseudonymise",
    ("sovereign", "personal"): "allow",
    ("sovereign", "highly_personal"): "warn",
    **{("sovereign", name): "pseudonymise" for name in _SHIELDED},
    ("sovereign", "internal_document"): "allow",
    ("sovereign", "indirect"): "allow",
    ("sovereign", "secret"): "block",
    ("external", "personal"): "pseudonymise",
    ("external", "highly_personal"): "pseudonymise",
    **{("external", name): "reroute" for name in _SHIELDED},
    ("external", "internal_document"): "reroute",
    ("external", "indirect"): "allow",
    ("external", "secret"): "block",
}

SUD_TABLE: dict[tuple[str, str], str] = {
    **{("internal", name): "warn" for name in (*_SHIELDED, "highly_personal")},
    ("internal", "personal"): "allow",
    ("internal", "internal_document"): "allow",
    ("internal", "indirect"): "allow",
    ("internal", "secret"): "pseudonymise",
    **{("sovereign", name): "pseudonymise" for name in (*_SHIELDED, "highly_personal")},
    ("sovereign", "personal"): "warn",
    ("sovereign", "internal_document"): "allow",
    ("sovereign", "indirect"): "allow",
    ("sovereign", "secret"): "block",
    **{("external", name): "block" for name in DataClass},
}

CELLS = [(zone, data) for zone in Zone for data in DataClass]


@pytest.mark.parametrize(("zone", "data"), CELLS)
@pytest.mark.parametrize(("charter", "table"), [(AHP, AHP_TABLE), (SUD, SUD_TABLE)], ids=REFERENCES)
def test_a_cell_is_decided_by_a_clause_as_its_text_says(
    charter: str, table: dict[tuple[str, str], str], zone: Zone, data: DataClass
) -> None:
    cell = policy_of(charter).cell(data, zone)
    assert cell.action == table[zone, data]
    assert cell.clause is not None, "blocked for want of a rule"


def test_the_department_opens_every_zone_but_sends_no_specialised_tool_outside() -> None:
    policy = policy_of(AHP)
    levels = {zone: policy.approval(zone) for zone in Zone}
    assert all(levels.values())
    assert {zone: sorted(found.levels) for zone, found in levels.items() if found is not None} == {
        Zone.INTERNAL: [1, 2, 3],
        Zone.SOVEREIGN: [1, 2, 3],
        Zone.EXTERNAL: [1, 2],
    }


def test_the_region_closes_the_external_zone_even_to_an_empty_text() -> None:
    decision = policy_of(SUD).decide((), Zone.EXTERNAL)
    assert not decision.zone_open
    assert decision.action is Action.BLOCK


@pytest.mark.parametrize("zone", [Zone.INTERNAL, Zone.SOVEREIGN])
def test_the_region_opens_the_two_zones_where_nothing_leaves(zone: Zone) -> None:
    decision = policy_of(SUD).decide((), zone)
    assert decision.zone_open
    assert decision.action is Action.ALLOW


# ---------------------------------------------------------------- the other promises


@pytest.mark.parametrize("charter", SHIPPED)
def test_a_charter_asks_to_be_read_says_that_it_is_ai_and_tells_whom_to_warn(charter: str) -> None:
    policy = policy_of(charter)
    assert policy.acknowledgement is not None
    assert policy.checklists
    assert {(mention.levels, mention.on) for mention in policy.mentions} == {
        (("idea", "production", "improvement"), ("copy", "export", "api"))
    }
    assert all(
        field in mention.text
        for mention in policy.mentions
        for field in ("{verbe}", "{systeme}", "{relecteur}")
    )
    assert [(set(report.roles), report.hours) for report in policy.reports] == [({"dpo", "rssi"}, 72)]
    assert policy.retention_days("conversations") == 30
    assert policy.retention_days("journal") == 365  # CNIL, délib. 2021-122: six months to one year


@pytest.mark.parametrize("charter", SHIPPED)
def test_each_open_zone_has_its_notice(charter: str) -> None:
    policy = policy_of(charter)
    noticed = {zone for notice in policy.notices for zone in notice.zones}
    assert {zone for zone in Zone if policy.approval(zone) is not None} <= noticed


@pytest.mark.parametrize("charter", SHIPPED)
def test_a_checklist_stays_short_enough_to_be_read(charter: str) -> None:
    questions = [question for checklist in policy_of(charter).checklists for question in checklist.questions]
    assert 1 <= len(questions) <= 6
    assert all(question.endswith("?") for question in questions)


@pytest.mark.parametrize("charter", SHIPPED)
def test_a_commitment_says_why_software_does_not_carry_it(charter: str) -> None:
    for clause in load_shipped(charter).clauses:
        for control in clause.controls:
            if isinstance(control, CommitmentControl):
                assert control.reason, clause.id
                assert control.owner, clause.id


@pytest.mark.parametrize("charter", SHIPPED)
def test_a_clause_that_rests_on_a_commitment_alone_has_a_due_date(charter: str) -> None:
    for clause in load_shipped(charter).clauses:
        promises = [control for control in clause.controls if isinstance(control, CommitmentControl)]
        if len(promises) == len(clause.controls):
            assert all(promise.due is not None for promise in promises), clause.id


@pytest.mark.parametrize("charter", SHIPPED)
def test_dates_follow_each_other(charter: str) -> None:
    loaded = load_shipped(charter)
    version = date.fromisoformat(loaded.version)
    assert loaded.review_by is not None
    assert loaded.review_by > version
    for clause in loaded.clauses:
        for control in clause.controls:
            if isinstance(control, CommitmentControl) and control.due is not None:
                assert control.due > version


@pytest.mark.parametrize("charter", SHIPPED)
def test_a_value_names_clauses_that_exist(charter: str) -> None:
    loaded = load_shipped(charter)
    clauses = {clause.id for clause in loaded.clauses}
    for value in loaded.values:
        assert value.text
        assert value.clauses
        assert set(value.clauses) <= clauses


@pytest.mark.parametrize("charter", REFERENCES)
def test_a_reference_leaves_its_blanks_to_whoever_adopts_it(charter: str) -> None:
    blanks = load_shipped(charter).blanks
    assert (blanks.organisation, blanks.adopted_by, blanks.adopted_on) == ("", "", None)


@pytest.mark.parametrize(
    ("charter", "organisation", "assistant"),
    [
        ("demo-departement", "Département de la Haute-Durance", "IRIS"),
        ("demo-region", "Région Grand-Midi", "CIGALE"),
    ],
)
def test_a_demonstration_fills_its_blanks_and_says_that_it_is_imaginary(
    charter: str, organisation: str, assistant: str
) -> None:
    loaded = load_shipped(charter)
    assert loaded.blanks.organisation == organisation
    assert loaded.blanks.adopted_by
    assert loaded.blanks.adopted_on is not None
    assert loaded.assistant == assistant
    assert "imaginaire" in loaded.introduction
    assert policy_of(charter).organisation == organisation


@pytest.mark.parametrize(("charter", "parent"), [("demo-departement", AHP), ("demo-region", SUD)])
def test_a_demonstration_keeps_children_inside_and_is_nowhere_milder_than_its_reference(
    charter: str, parent: str
) -> None:
    child, reference = policy_of(charter), policy_of(parent)
    assert child.cell(DataClass.MINOR, Zone.SOVEREIGN).action is Action.REROUTE
    assert reference.cell(DataClass.MINOR, Zone.SOVEREIGN).action is Action.PSEUDONYMISE
    for zone, data in CELLS:
        assert child.cell(data, zone).action.strictness >= reference.cell(data, zone).action.strictness


@pytest.mark.parametrize(
    ("charter", "data", "zone"),
    [
        ("demo-departement", DataClass.HIGHLY_PERSONAL, Zone.EXTERNAL),
        ("demo-region", DataClass.PERSONAL, Zone.INTERNAL),
    ],
)
def test_a_rule_on_trial_is_observed_on_data_that_detection_finds_and_changes_nothing_yet(
    charter: str, data: DataClass, zone: Zone
) -> None:
    loaded = load_shipped(charter)
    parent = loaded.parent
    assert parent is not None
    cell = compile_policy(loaded).cell(data, zone)
    assert cell.observed
    assert data in recognised_classes(), "a trial that could never count anything"
    assert cell.action is compile_policy(parent).cell(data, zone).action


def _titles(charter: Charter) -> list[str]:
    return [re.sub(r"\W+", " ", clause.title).strip().lower() for clause in charter.clauses]


@pytest.mark.parametrize("charter", SHIPPED)
def test_no_two_clauses_of_a_charter_bear_the_same_title(charter: str) -> None:
    titles = _titles(load_shipped(charter))
    assert len(titles) == len(set(titles))
