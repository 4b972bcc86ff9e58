"""The mention, the sheet, the notices: made from facts, with their holes shown."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from pypdfium2 import PdfDocument
from tests.decisions.conftest import AUTOMATED, CONTENT, FACTS

from garant.decisions import queries
from garant.decisions.law import rules
from garant.decisions.mention import mention_of
from garant.decisions.notices import notices_of
from garant.decisions.scope import duties_of
from garant.decisions.sheet import sheet_of

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def test_the_mention_says_what_r_311_3_1_1_asks(space):
    mention = mention_of(FACTS, space.world.departement)
    assert mention.whole
    for part in (
        "en partie sur le fondement d’un traitement algorithmique",
        "Classer les demandes d’aide à la mobilité selon le besoin.",
        "droit d’obtenir la communication des règles",
        "mobilite@departement-essai.example",
        "Sans réponse après un mois",
        "deux mois pour saisir la Commission d’accès aux documents administratifs",
        "R. 311-3-1-2",
    ):
        assert part in mention.text, part
    assert "sur le seul fondement" in mention_of(AUTOMATED, space.world.departement).text


def test_a_missing_fact_is_a_blank_never_an_invention(space, signed_in):
    mention = mention_of(replace(FACTS, contact=" "), space.world.departement)
    assert mention.missing == ("à qui écrire",)
    assert "[à compléter : à qui écrire]" in mention.text
    treatment = space.declared(replace(FACTS, contact=""))
    assert "Il manque" in signed_in(space.alice).get(treatment.get_absolute_url()).content.decode()


def test_a_private_body_cites_the_rgpd_and_not_the_cada(space):
    space.world.departement.public = False
    mention = mention_of(AUTOMATED, space.world.departement)
    assert "CADA" not in mention.text
    assert "qu’une personne examine votre situation" in mention.text
    assert [each.due for each in duties_of(space.world.departement, TODAY)] == [False, False, False]


@pytest.mark.parametrize(
    ("agents", "inhabitants", "due"),
    [(None, 40_000, None), (49, 40_000, False), (50, 40_000, True), (50, 3500, False), (50, 3501, True)],
)
def test_the_rules_are_published_from_the_thresholds_on_and_the_mention_has_none(
    space, agents, inhabitants, due
):
    house = space.world.departement
    house.agents, house.inhabitants = agents, inhabitants
    assert [each.due for each in duties_of(house, TODAY)] == [True, True, due]


def test_the_sheet_says_the_four_points_for_this_person(space):
    made = space.complete()
    sheet = sheet_of(made, queries.content_of(space.alice, made.id))
    assert "un élément parmi d’autres" in sheet.degree
    assert [(each.name, each.value, each.source) for each in sheet.data] == [
        ("Revenu fiscal", "11 240 euros", "Avis d’impôt fourni"),
        ("Distance", "38 km", "Adresse déclarée"),
    ]
    assert [(each.name, each.value, each.weight) for each in sheet.parameters][1] == (
        "Éloignement",
        "32 points",
        "40 %",
    )
    assert sheet.operations == FACTS.operations
    assert sheet.decider == "Alice Martin (Cheffe du service mobilité)"
    assert sheet.reasoning == CONTENT.reasoning


def test_a_sheet_of_a_draft_tells_its_holes(space):
    made = space.draft(replace(CONTENT, data=("11 240 euros",), parameters=()))
    sheet = sheet_of(made, queries.content_of(space.alice, made.id))
    assert [each.value for each in sheet.data] == ["11 240 euros", "non renseigné"]
    assert [each.value for each in sheet.parameters] == ["non renseigné", "non renseigné"]


def test_the_sheet_and_the_mention_leave_as_files(space, signed_in):
    made = space.complete()
    client = signed_in(space.alice)
    odt = client.get(f"{made.get_absolute_url()}explication.odt")
    assert made.reference in odt["content-disposition"]
    assert "38 km" in zipfile.ZipFile(io.BytesIO(odt.content)).read("content.xml").decode()
    docx = client.get(f"{space.treatment.get_absolute_url()}versions/1/mention.docx")
    assert "CADA" in zipfile.ZipFile(io.BytesIO(docx.content)).read("word/document.xml").decode()
    pdf = PdfDocument(client.get(f"{made.get_absolute_url()}explication.pdf").content)
    assert "Rang 12" in "".join(page.get_textpage().get_text_bounded() for page in pdf)
    notices = client.get(f"{space.treatment.get_absolute_url()}textes.odt")
    assert notices.status_code == 200
    assert client.get(f"{made.get_absolute_url()}explication.exe").status_code == 404


def test_only_the_notices_that_the_treatment_calls_for_are_written(space):
    house = space.world.departement
    assert [each.rule.key for each in notices_of(FACTS, house, TODAY)] == ["informed"]
    every = replace(FACTS, converses=True, generates=True, high_risk=True, indirect=True)
    found = notices_of(every, house, TODAY)
    assert [each.rule.key for each in found] == [
        "chatbot",
        "generated",
        "informed",
        "informed_indirectly",
        "high_risk",
    ]
    assert [each.in_force for each in found] == [True, True, True, True, False]
    assert notices_of(every, house, date(2027, 12, 2))[-1].in_force


def test_the_information_notice_shows_what_nobody_said(space):
    (notice,) = notices_of(FACTS, space.world.departement, TODAY)
    assert "base légale" in notice.passage.missing
    assert "[à compléter : destinataires]" in notice.passage.text
    said = replace(
        FACTS,
        legal_basis="Mission d’intérêt public.",
        recipients="Service mobilité.",
        transfers="aucun",
        kept_for="Deux ans.",
        dpo="dpo@departement-essai.example",
    )
    house = space.world.departement
    house.address = "1 place de l’Essai"
    (whole,) = notices_of(said, house, TODAY)
    assert whole.passage.whole
    assert "Mission d’intérêt public." in whole.passage.text
    assert "réclamation auprès de la CNIL" in whole.passage.text


def test_the_source_of_data_is_told_where_they_come_from_elsewhere(space):
    found = notices_of(replace(FACTS, indirect=True), space.world.departement, TODAY)
    assert "Revenu fiscal : Avis d’impôt fourni" in found[1].passage.text
    assert "Avis d’impôt fourni" not in found[0].passage.text


def test_each_rule_of_law_has_its_article_its_date_and_its_source():
    for each in rules().values():
        assert each.article
        assert each.source
        assert each.says.endswith(".")
        assert isinstance(each.since, date)
        assert each.confidence in {"V2", "V", "K"}
