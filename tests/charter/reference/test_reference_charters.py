"""The shipped charters: each source clause bound, each cell decided, nothing promised that is not written."""

import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from garant.charter import (
    Charter,
    Policy,
    Requirement,
    Stage,
    compile_policy,
    reference_charters,
    shipped_charters,
    shipped_text,
    source_charters,
    source_clauses,
)
from garant.charter import load_shipped as load_shipped_afresh
from garant.charter.controls.commitment import CommitmentControl
from garant.privacy import recognised_classes
from garant.words import Action, DataClass, Zone

AHP, SUD = "alpes-de-haute-provence", "region-sud"
RESTATED = ("hauts-de-france", AHP, SUD, "isere", "ess")
SHORTEST = "essentielle"
REFERENCES = (*RESTATED, SHORTEST)
DEMONSTRATIONS = ("demo-departement", "demo-region")
SHIPPED = (*REFERENCES, *DEMONSTRATIONS)

BOUND_BY = {source.prefix: source.charter for source in source_charters()}
SOURCES = list(source_clauses())


@cache
def load_shipped(charter: str) -> Charter:
    return load_shipped_afresh(charter)


@cache
def policy_of(charter: str) -> Policy:
    return compile_policy(load_shipped(charter))


def test_the_shipped_charters_are_these() -> None:
    assert set(SHIPPED) == set(shipped_charters())
    assert reference_charters() == REFERENCES


def test_the_five_sources_are_there_in_full() -> None:
    assert Counter(source[:3] for source in SOURCES) == {"HDF": 30, "AHP": 20, "SUD": 26, "ISE": 9, "ESS": 13}


@pytest.mark.parametrize("source", SOURCES)
def test_a_source_clause_is_bound_to_a_clause_that_has_a_control(source: str) -> None:
    bound = [clause for clause in load_shipped(BOUND_BY[source[:3]]).clauses if source in clause.sources]
    assert bound
    assert all(clause.controls for clause in bound)


@pytest.mark.parametrize("charter", RESTATED)
def test_a_restated_charter_binds_only_clauses_of_its_own_source(charter: str) -> None:
    sources = {source for clause in load_shipped(charter).clauses for source in clause.sources}
    assert sources <= set(SOURCES)
    assert {BOUND_BY[source[:3]] for source in sources} == {charter}


@pytest.mark.parametrize("charter", REFERENCES)
def test_each_clause_of_a_reference_says_what_it_takes_up_and_is_carried(charter: str) -> None:
    for clause in load_shipped(charter).clauses:
        assert clause.sources, clause.id
        assert set(clause.sources) <= set(SOURCES), clause.id
        assert clause.controls, clause.id


def test_the_shortest_charter_takes_from_all_five_and_fits_on_a_page() -> None:
    charter = load_shipped(SHORTEST)
    assert {source[:3] for clause in charter.clauses for source in clause.sources} == set(BOUND_BY)
    prose = " ".join((charter.introduction, *(f"{each.title} {each.text}" for each in charter.clauses)))
    assert len(prose.split()) <= 350
    assert len(list(charter.clauses)) == 10


@pytest.mark.parametrize("charter", ["ess", SHORTEST])
def test_a_small_organisation_asks_five_questions_and_skips_no_duty_that_is_due(charter: str) -> None:
    life = policy_of(charter).lifecycle
    assert life.short_sheet
    assert [each.stage for each in life.stages][:3] == [Stage.NEED, Stage.QUALIFICATION, Stage.GENERALISED]
    assert {
        Requirement.NOT_PROHIBITED,
        Requirement.LEGAL_BASIS,
        Requirement.DPIA,
        Requirement.FRIA,
        Requirement.PROCESSING_RECORD,
        Requirement.EU_DATABASE,
    } <= life.required(Stage.GENERALISED)
    # The short path never asks for volumes: a gate on the footprint could never be passed.
    asked = {each for way in life.stages for move in way.moves for each in move.requires}
    assert Requirement.FOOTPRINT_ESTIMATED not in asked


def test_the_charter_of_an_association_names_its_model_its_address_and_its_licence() -> None:
    source = next(each for each in source_charters() if each.charter == "ess")
    title = "Charte IA pour un usage éthique, responsable et solidaire"
    assert title in source.title
    assert source.licence == "CC-BY-SA-4.0"
    text, charter = shipped_text("ess"), load_shipped("ess")
    assert text.startswith("# SPDX-License-Identifier: CC-BY-SA-4.0\n")
    notice = (Path(__file__).parents[3] / "NOTICE").read_text(encoding="utf-8")
    for place in (text, charter.introduction, notice):
        assert title in " ".join(place.replace("\n#", "\n").split())
        assert source.url in place
    assert "CC BY-SA 4.0" in charter.introduction  # what is published and exported says it too
    assert source.url in [document.url for document in charter.documents]


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

HDF_TABLE: dict[tuple[str, str], str] = {
    **{("internal", name): "warn" for name in (*_SHIELDED, "highly_personal")},
    **{("internal", name): "allow" for name in ("personal", "internal_document", "indirect")},
    ("internal", "secret"): "pseudonymise",
    **{("sovereign", name): "pseudonymise" for name in (*_SHIELDED, "personal", "highly_personal")},
    **{("sovereign", name): "allow" for name in ("internal_document", "indirect")},
    ("sovereign", "secret"): "block",
    **{("external", name): "reroute" for name in DataClass},
    ("external", "indirect"): "allow",
    ("external", "secret"): "block",
}

ISE_TABLE: dict[tuple[str, str], str] = {
    **{("internal", name): "warn" for name in _SHIELDED},
    **{
        ("internal", name): "allow"
        for name in ("personal", "highly_personal", "internal_document", "indirect")
    },
    ("internal", "secret"): "pseudonymise",
    **{("sovereign", name): "block" for name in DataClass},
    **{("external", name): "reroute" for name in DataClass},
    ("external", "indirect"): "allow",
    ("external", "secret"): "block",
}

_AWAY = {
    ("sovereign", "internal_document"): "warn",
    ("external", "internal_document"): "block",
    **{
        (zone, name): action
        for zone in ("sovereign", "external")
        for names, action in (
            (("personal", "highly_personal"), "pseudonymise"),
            ((*_SHIELDED, "secret"), "block"),
            (("indirect",), "allow"),
        )
        for name in names
    },
}

ESS_TABLE: dict[tuple[str, str], str] = {
    **{("internal", name): "pseudonymise" for name in (*_SHIELDED, "secret")},
    **{("internal", name): "warn" for name in ("personal", "highly_personal", "internal_document")},
    ("internal", "indirect"): "allow",
    **_AWAY,
}

SHORTEST_TABLE: dict[tuple[str, str], str] = {
    **{("internal", name): "warn" for name in (*_SHIELDED, "highly_personal")},
    **{("internal", name): "allow" for name in ("personal", "internal_document", "indirect")},
    ("internal", "secret"): "pseudonymise",
    **_AWAY,
}

TABLES = {
    "hauts-de-france": HDF_TABLE,
    AHP: AHP_TABLE,
    SUD: SUD_TABLE,
    "isere": ISE_TABLE,
    "ess": ESS_TABLE,
    SHORTEST: SHORTEST_TABLE,
}

CELLS = [(zone, data) for zone in Zone for data in DataClass]


@pytest.mark.parametrize(("zone", "data"), CELLS)
@pytest.mark.parametrize(("charter", "table"), list(TABLES.items()), ids=list(TABLES))
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
    (report,) = policy.reports
    assert "dpo" in report.roles
    assert len(report.roles) == 2
    assert report.hours == 72
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
