"""What each register of systems receives: closed lists, lengths, and what a gap or an unknown means there."""

import csv
import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from garant.exchange import (
    FORMATS,
    AiActFacts,
    Automation,
    Dates,
    DecisionFacts,
    Link,
    OrganisationRecord,
    PrivacyFacts,
    RiskClass,
    RiskRecord,
    UseNeverInService,
    UseRecord,
    algorithm_note,
    annex_viii_c_rows,
    etalab_rows,
    in_registers,
    nl_entry,
    registration_due,
    service_state,
    shipped_schema,
    to_annex_viii_c,
    to_atrs,
    to_nl_register,
    use_forbidden,
)
from garant.exchange.wording import cut
from garant.words import say

# ---------------------------------------------------------------- where a use stands


@pytest.mark.parametrize(
    ("stage", "dates", "state"),
    [
        ("need", Dates(), "before"),
        ("evaluation", Dates(), "trial"),
        ("pilot", Dates(), "pilot"),
        ("maintenance", Dates(), "in_service"),
        ("retired", Dates(), "retired"),
        ("refused", Dates(), "never"),
        ("abandoned", Dates(), "never"),
        ("abandoned", Dates(in_service_on=date(2026, 1, 1)), "retired"),
        ("stade-maison", Dates(), "before"),
        ("stade-maison", Dates(in_service_on=date(2026, 1, 1)), "in_service"),
        ("stade-maison", Dates(in_service_on=date(2026, 1, 1), retired_on=date(2026, 2, 1)), "retired"),
    ],
)
def test_a_stage_is_told_by_its_code_then_by_its_dates(
    bare_use: UseRecord, stage: str, dates: Dates, state: str
) -> None:
    assert service_state(replace(bare_use, stage=stage, dates=dates)) == state


@pytest.mark.parametrize("id_", ["etalab", "atrs", "nl-register"])
def test_a_refused_use_has_no_place_in_a_register_of_systems(bare_use: UseRecord, id_: str) -> None:
    refused = replace(bare_use, stage="refused")
    assert not FORMATS[id_].accepts(refused)
    assert not in_registers(refused)
    assert FORMATS[id_].accepts(bare_use)
    with pytest.raises(UseNeverInService) as caught:
        FORMATS[id_].write(refused)
    assert id_ in say(caught.value)


def test_a_refused_use_stays_in_our_own_file(bare_use: UseRecord) -> None:
    refused = replace(bare_use, stage="refused")
    assert FORMATS["json"].accepts(refused)
    assert b'"stage": "refused"' in FORMATS["json"].write(refused)


# ---------------------------------------------------------------- annex VIII, section C


def test_the_sheet_has_the_five_fields_of_section_c(full_use: UseRecord) -> None:
    rows = annex_viii_c_rows(full_use)
    assert [row.number for row in rows] == [1, 2, 3, 4, 5]
    assert not any(row.missing for row in rows)
    assert "Ville de Valmont" in rows[0].value
    assert "Alice Martin" in rows[1].value
    assert rows[2].value == "https://eu.example/A/9"
    assert rows[3].value == "Aucun risque élevé après mesures."
    assert rows[4].value == "Risques limités après mesures."
    assert to_annex_viii_c(full_use)["reading"].startswith("Les cinq champs sont renseignés")


def test_without_the_entry_of_the_provider_the_use_is_forbidden(full_use: UseRecord) -> None:
    use = replace(full_use, provider_entry_url=" ")
    assert annex_viii_c_rows(use)[2].missing
    assert use_forbidden(use) is True
    content = to_annex_viii_c(use)
    assert content["use_forbidden"] is True
    assert "article 26, paragraphe 8" in content["reading"]
    first = FORMATS["annex-viii-c"].remarks(use)[0]
    assert (first.code, first.blocking) == ("annex_viii_use_forbidden", True)


def test_an_unknown_class_is_to_be_examined_never_allowed(bare_use: UseRecord) -> None:
    assert use_forbidden(bare_use) is None
    assert "n’est pas établie" in to_annex_viii_c(bare_use)["reading"]


def test_a_use_that_is_not_high_risk_is_not_forbidden(full_use: UseRecord) -> None:
    minimal = replace(full_use, provider_entry_url="", ai_act=AiActFacts(risk_class=RiskClass.MINIMAL))
    assert use_forbidden(minimal) is False
    assert "ne relève pas" in to_annex_viii_c(minimal)["reading"]


@pytest.mark.parametrize(
    ("points", "due"),
    [
        (("III.5.a",), True),
        (("III.2",), False),
        (("III.2.a",), False),
        (("III.2", "III.4.a"), True),
        ((), None),
        (("I.A",), False),
    ],
)
def test_registration_is_due_for_annex_iii_but_its_second_point(
    full_use: UseRecord, points: tuple[str, ...], due: bool | None
) -> None:
    use = replace(full_use, ai_act=AiActFacts(risk_class=RiskClass.HIGH, annex_points=points))
    assert registration_due(use) is due


def test_the_dpia_is_only_missing_where_it_may_be_due(full_use: UseRecord) -> None:
    unknown = replace(full_use, privacy=PrivacyFacts())
    not_due = replace(full_use, privacy=PrivacyFacts(dpia_required=False))
    assert annex_viii_c_rows(unknown)[4].missing
    assert not annex_viii_c_rows(not_due)[4].missing


def test_a_name_without_a_way_to_reach_it_is_missing(full_use: UseRecord) -> None:
    use = replace(
        full_use,
        organisation=OrganisationRecord(name="Valmont"),
        submitter=replace(full_use.submitter, email="", address=""),
    )
    assert [row.missing for row in annex_viii_c_rows(use)] == [True, True, False, False, False]


# ---------------------------------------------------------------- Etalab


def _etalab(record: UseRecord) -> list[dict[str, str]]:
    text = FORMATS["etalab"].write(record).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_the_inventory_bears_the_labels_of_the_template(full_use: UseRecord) -> None:
    assert list(_etalab(full_use)[0]) == [
        "Identifiant",
        "Nom de l'administration concernée",
        "Direction/service porteur",
        "Contact au sein de l'administration concernée",
        "Date de mise à jour des informations",
        "Nom de l'algorithme",
        "Contexte global",
        "Finalité de l'algorithme",
        "Comment et quand l'algorithme intervient-il dans la prise de décision ?",
        "Niveau d'automatisation de la décision",
        "Fondements juridiques",
        "Ressources connexes (métier)",
        "Nombre de décisions administratives prises par an",
        "Portée de la décision",
        "Public concerné par la décision",
        "Ressources connexes (impact)",
        "Données traitées",
        "Source des données traitées",
        "Mode de collecte des données traitées",
        "Type d'algorithme",
        "Opérations effectuées par l'algorithme",
        "Ressources connexes (fonctionnement)",
    ]


def test_data_source_and_collection_repeat_together(full_use: UseRecord) -> None:
    rows = _etalab(full_use)
    assert [
        (
            row["Données traitées"],
            row["Source des données traitées"],
            row["Mode de collecte des données traitées"],
        )
        for row in rows
    ] == [
        ("Composition du foyer", "Famille", "Formulaire en ligne"),
        ("Quotient familial", "CAF", "API"),
        ("Décisions passées", "Ville", "Archives"),
    ]
    assert {row["Identifiant"] for row in rows} == {"2026-014"}
    assert {row["Niveau d'automatisation de la décision"] for row in rows} == {"Outil d’aide à la décision"}


def test_the_right_article_is_named(full_use: UseRecord) -> None:
    schema = shipped_schema("etalab")
    assert "article L312-1-3" in schema["description"]
    assert "L312-1-3" in FORMATS["etalab"].french
    assert {field["title"] for field in schema["fields"] if field["name"].startswith("Ressources")} == {
        "Ressources connexes"
    }


def test_a_fully_automated_decision_without_notice_is_warned_of_as_void(full_use: UseRecord) -> None:
    decision = replace(full_use.decision, automation=Automation.FULL)
    codes = [
        remark.code
        for remark in FORMATS["etalab"].remarks(replace(full_use, decision=decision, notice_url=""))
    ]
    assert codes == ["etalab_notice_missing"]
    assert FORMATS["etalab"].remarks(replace(full_use, decision=decision)) == ()


def test_a_use_without_data_still_has_its_line(bare_use: UseRecord) -> None:
    assert len(etalab_rows(bare_use)) == 1


def test_the_note_of_an_algorithm_shows_its_gaps(full_use: UseRecord, bare_use: UseRecord) -> None:
    note = algorithm_note(full_use)
    assert "Part humaine : La commission décide" in note
    assert "- Quotient familial, CAF, API" in note
    assert "Recours : non renseigné" in algorithm_note(bare_use)


# ---------------------------------------------------------------- the Dutch register


def test_the_closed_lists_are_in_dutch(full_use: UseRecord) -> None:
    content = to_nl_register(full_use)
    assert content["status"] == "In gebruik"
    assert content["publication_category"] == "Hoog-risico AI-systeem"
    assert content["category"] == ["Sociale zekerheid"]
    assert content["begin_date"] == "2026-09"
    assert "end_date" not in content
    assert content["standard_version"] == "1.0"
    assert content["lawful_basis_grouping"] == [
        {"title": "Délibération du 15/12/2025", "link": "https://valmont.example/delib"}
    ]


@pytest.mark.parametrize(
    ("stage", "status"),
    [
        ("need", "In ontwikkeling"),
        ("evaluation", "In ontwikkeling"),
        ("pilot", "In gebruik"),
        ("maintenance", "In gebruik"),
        ("retired", "Buiten gebruik"),
    ],
)
def test_each_stage_has_its_status(bare_use: UseRecord, stage: str, status: str) -> None:
    assert to_nl_register(replace(bare_use, stage=stage))["status"] == status


@pytest.mark.parametrize(
    ("risk", "decision", "category"),
    [
        (RiskClass.HIGH, DecisionFacts(individual=False), "Hoog-risico AI-systeem"),
        (None, DecisionFacts(individual=False), "Impactvolle algoritmes"),
        (RiskClass.TRANSPARENCY, DecisionFacts(individual=False), "Impactvolle algoritmes"),
        (
            RiskClass.MINIMAL,
            DecisionFacts(individual=True, automation=Automation.AID),
            "Impactvolle algoritmes",
        ),
        (RiskClass.MINIMAL, DecisionFacts(), "Impactvolle algoritmes"),
        (RiskClass.MINIMAL, DecisionFacts(individual=False), "Overige algoritmes"),
        (RiskClass.MINIMAL, DecisionFacts(individual=True, automation=Automation.NONE), "Overige algoritmes"),
    ],
)
def test_what_nobody_examined_is_never_other(
    bare_use: UseRecord, risk: RiskClass | None, decision: DecisionFacts, category: str
) -> None:
    use = replace(bare_use, ai_act=AiActFacts(risk_class=risk), decision=decision)
    assert to_nl_register(use)["publication_category"] == category


def test_a_field_that_is_always_shown_is_null_rather_than_absent(bare_use: UseRecord) -> None:
    content = to_nl_register(bare_use)
    assert content["goal"] is None
    assert content["risks"] is None
    assert "provider" not in content


def test_required_fields_that_nobody_filled_are_named(bare_use: UseRecord) -> None:
    entry = nl_entry(bare_use)
    assert entry.missing == ("description_short", "contact_email")
    blocking = [remark.where for remark in FORMATS["nl-register"].remarks(bare_use) if remark.blocking]
    assert blocking == ["description_short", "contact_email", "lang"]


def test_a_long_text_is_cut_after_a_word_and_named(full_use: UseRecord) -> None:
    entry = nl_entry(
        replace(full_use, title="Attribution des places " * 20, human_part="Relecture <humaine> & " * 300)
    )
    assert entry.cut == ("name", "human_intervention")
    assert len(entry.content["name"]) <= 100
    assert entry.content["name"].endswith("places […]")
    assert len(entry.content["human_intervention"]) <= 2500
    assert "&lt;humaine&gt; &amp;" in entry.content["human_intervention"]
    assert "<humaine>" not in entry.content["human_intervention"]


def test_a_text_of_the_very_length_is_left_whole(full_use: UseRecord) -> None:
    entry = nl_entry(replace(full_use, title="x" * 100))
    assert entry.content["name"] == "x" * 100
    assert entry.cut == ()


def test_an_address_is_never_cut_in_two(full_use: UseRecord) -> None:
    entry = nl_entry(replace(full_use, page_url="https://valmont.example/" + "a" * 500))
    assert "website" not in entry.content
    assert entry.cut == ("website",)


def test_a_legal_basis_without_address_stays_in_the_text_only(full_use: UseRecord) -> None:
    decision = replace(full_use.decision, legal_bases=(Link(title="CASF, art. L214-1"),))
    content = to_nl_register(replace(full_use, decision=decision))
    assert content["lawful_basis"] == "CASF, art. L214-1"
    assert "lawful_basis_grouping" not in content


@pytest.mark.parametrize("limit", [10, 50, 100, 350])
@pytest.mark.parametrize(
    "text", ["un deux trois " * 60, "a" * 900, "<&>" * 300, "é" * 400 + " mot", "\n\n" + "x y\n" * 200]
)
@pytest.mark.parametrize("escaped", [True, False])
def test_a_cut_never_exceeds_its_limit(text: str, limit: int, escaped: bool) -> None:
    kept, was_cut = cut(text, limit, escaped=escaped)
    assert was_cut
    assert len(kept) <= limit
    assert kept.endswith("[…]")
    assert "&l […]" not in kept


# ---------------------------------------------------------------- ATRS


def test_the_record_has_the_sections_of_version_4(full_use: UseRecord) -> None:
    content = to_atrs(full_use)
    assert content["version"] == "v4.0"
    assert content["facets"]["algorithmic_transparency_record_phase"] == "production"
    owner = content["tier_2_owner_and_responsibility"]
    assert owner["third_party"] == "Mistral AI"
    assert "external_supplier" not in owner
    assert "scope" not in content["tier_2_description_and_rationale"]
    assert "provided_information" not in content["tier_2_deployment_context"]
    assert content["tier_2_system"]["system_input"] == "Dossier de demande"
    assert content["tier_2_model"]["datasets_and_purposes"] == "Décisions passées"
    assert content["tier_1_overview"]["contact_email"] == "petite-enfance@valmont.example"


def test_data_to_build_and_data_to_run_are_apart(full_use: UseRecord, bare_use: UseRecord) -> None:
    content = to_atrs(full_use)
    assert [row["data_description"] for row in content["tier_2_development_data"]] == ["Décisions passées"]
    assert [row["data_description"] for row in content["tier_2_operational_data"]] == [
        "Composition du foyer",
        "Quotient familial",
    ]
    assert to_atrs(bare_use)["tier_2_development_data"] == []
    assert to_atrs(bare_use)["tier_2_operational_data"] == []


def test_where_data_are_kept_is_told_even_when_nobody_listed_them(full_use: UseRecord) -> None:
    (row,) = to_atrs(replace(full_use, data=()))["tier_2_operational_data"]
    assert row["data_description"] is None
    assert "Conservation : 2 ans" in row["data_access_and_storage"]


def test_no_attribute_speaks_of_decisions_since_version_4(full_use: UseRecord) -> None:
    def keys(value: Any) -> list[str]:
        if isinstance(value, dict):
            return [*value, *(key for each in value.values() for key in keys(each))]
        return [key for each in value for key in keys(each)] if isinstance(value, list) else []

    assert not [key for key in keys(to_atrs(full_use)) if "decision" in key]


@pytest.mark.parametrize(
    ("stage", "phase"),
    [
        ("arbitration", "pre-deployment"),
        ("evaluation", "private-beta"),
        ("pilot", "beta-pilot"),
        ("generalised", "production"),
        ("retired", "retired"),
    ],
)
def test_each_stage_has_its_phase(bare_use: UseRecord, stage: str, phase: str) -> None:
    facets = to_atrs(replace(bare_use, stage=stage))["facets"]
    assert facets["algorithmic_transparency_record_phase"] == phase


def test_risks_come_with_their_measures(full_use: UseRecord) -> None:
    use = replace(
        full_use, risks=(RiskRecord(title="Biais", measures=("Test", "Revue")), RiskRecord(title="Fuite"))
    )
    assert to_atrs(use)["tier_2_risks_and_impact"]["risks_and_mitigations"] == "Biais : Test, Revue\nFuite"
