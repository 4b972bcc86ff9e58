"""Processing records: Madis' names, the CNIL's labels, and what silence means in each."""

import csv
import io
from dataclasses import replace

import pytest

from garant.exchange import (
    FORMATS,
    DataCategory,
    ProcessingRecord,
    Screening,
    cnil_row,
    dpia_presumed,
    madis_row,
)


def _row(id_: str, record: ProcessingRecord) -> dict[str, str]:
    text = FORMATS[id_].write(record).decode("utf-8-sig")
    return next(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_madis_finds_its_own_names(full_processing: ProcessingRecord) -> None:
    row = _row("madis", full_processing)
    assert row["name"] == "Gestion des places en crèche"
    assert row["goal"] == "Attribuer les places ; Statistiques"
    assert row["shelfLifes"].startswith("2 ans ; ")
    assert row["securityTracability"] == "Journal"
    assert row["concernedPeopleUsager"] == "oui"
    assert row["exempt_AIPD"] == "non"
    assert row["statut"] == "Validé"
    assert {
        "systematicMonitoring", "largeScaleCollection", "vulnerablePeople", "dataCrossing", "evaluationOrRating",
        "automatedDecisionsWithLegalEffect", "automaticExclusionService", "innovativeUse",
    } <= row.keys()  # fmt: skip


def test_a_criterion_that_nobody_examined_is_a_gap_not_a_no(full_processing: ProcessingRecord) -> None:
    row = _row("madis", full_processing)
    assert row["vulnerablePeople"] == "oui"
    assert row["largeScaleCollection"] == "non"
    assert row["innovativeUse"] == "non renseigné"


@pytest.mark.parametrize(
    ("screening", "data", "presumed"),
    [
        (Screening(), (), False),
        (Screening(innovative_use=True), (), False),
        (Screening(innovative_use=True, vulnerable_people=True), (), True),
        (Screening(innovative_use=True, sensitive_data=True), (), True),
        (Screening(innovative_use=True), (DataCategory(label="Santé", sensitive=True),), True),
        (Screening(innovative_use=True, vulnerable_people=False), (DataCategory(label="Noms"),), False),
    ],
)
def test_two_criteria_of_nine_presume_a_dpia(
    bare_processing: ProcessingRecord, screening: Screening, data: tuple[DataCategory, ...], presumed: bool
) -> None:
    record = replace(bare_processing, screening=screening, data=data)
    assert dpia_presumed(record) is presumed
    codes = [remark.code for remark in FORMATS["madis"].remarks(record)]
    assert ("processing_dpia_presumed" in codes) is presumed


def test_an_exemption_that_someone_wrote_ends_the_presumption(bare_processing: ProcessingRecord) -> None:
    screening = Screening(innovative_use=True, vulnerable_people=True)
    record = replace(bare_processing, screening=screening, exempt_from_dpia=True)
    assert "processing_dpia_presumed" not in [
        remark.code for remark in FORMATS["cnil-register"].remarks(record)
    ]


def test_the_labels_of_the_cnil_are_exact(full_processing: ProcessingRecord) -> None:
    header = list(_row("cnil-register", full_processing))
    for label in (
        "État civil, identité, données d'identification, images…",
        "Vie personnelle",
        "Informations d'ordre économique et financier",
        "Données de connexion",
        "Données de localisation",
        "Numéro de Sécurité Sociale (ou NIR)",
    ):
        place = header.index(f"{label} : Description")
        assert header[place + 1] == f"{label} : Durée de conservation"
    assert "Données sensibles ? Oui/non" in header


def test_a_label_is_known_whatever_its_accents_and_apostrophes(full_processing: ProcessingRecord) -> None:
    row = cnil_row(full_processing)
    assert (row["civil"], row["civil_retention"]) == ("Noms", "2 ans")
    assert (row["health"], row["health_retention"]) == ("Handicap", "1 an")
    assert row["location"] == "non collecté"


def test_a_category_of_ours_stays_apart_with_its_name(full_processing: ProcessingRecord) -> None:
    row = _row("cnil-register", full_processing)
    assert row["Autres catégories de données : Description"] == "Situation sociale : Minima sociaux"
    assert row["Autres catégories de données : Durée de conservation"] == "non renseigné"


def test_a_sheet_without_categories_does_not_say_that_nothing_is_collected(
    bare_processing: ProcessingRecord,
) -> None:
    row = _row("cnil-register", bare_processing)
    assert "non collecté" not in row.values()
    assert row["Données sensibles ? Oui/non"] == "non renseigné"


@pytest.mark.parametrize(
    ("data", "screening", "said"),
    [
        ((DataCategory(label="Noms"),), Screening(), "Non"),
        ((DataCategory(label="Données concernant la santé"),), Screening(), "Oui"),
        ((DataCategory(label="Suivi social", sensitive=True),), Screening(), "Oui"),
        ((DataCategory(label="Noms"),), Screening(sensitive_data=True), "Oui"),
        ((), Screening(sensitive_data=False), "Non"),
    ],
)
def test_sensitive_data_are_told_by_any_sign(
    bare_processing: ProcessingRecord, data: tuple[DataCategory, ...], screening: Screening, said: str
) -> None:
    assert cnil_row(replace(bare_processing, data=data, screening=screening))["sensitive"] == said


def test_people_are_named_by_kind(full_processing: ProcessingRecord) -> None:
    assert cnil_row(full_processing)["people"] == "Usagers ; Agents (Assistantes maternelles)"


def test_transfers_come_with_their_guarantee(full_processing: ProcessingRecord) -> None:
    row = cnil_row(full_processing)
    assert (row["transfers"], row["transfer_countries"], row["transfer_guarantees"]) == (
        "Oui",
        "Canada",
        "Décision d’adéquation",
    )
    assert cnil_row(replace(full_processing, transfers=()))["transfers"] == ""


def test_no_value_is_lost_for_want_of_a_column(full_processing: ProcessingRecord) -> None:
    assert len(_row("madis", full_processing)) == len(madis_row(full_processing))
    assert len(_row("cnil-register", full_processing)) == len(cnil_row(full_processing))
