"""The impact assessments: drafted, opined by the DPO, decided by the direction, never past a high risk in silence."""

from datetime import UTC, date, datetime

import pytest

from garant.directory.errors import NotAllowed, NotFound
from garant.directory.kinds import Role
from garant.exchange.dpia import AnswerKind, questions
from garant.registers.assessments.actions import draft_dpia, draft_fria
from garant.registers.assessments.queries import assessment_of
from garant.registers.assessments.shelf import DPIA, FRIA
from garant.registers.shelf.actions import amend, move
from garant.registers.shelf.errors import ConsultationMissing, MoveNotOpen, NoteMissing, RecordClosed
from garant.registers.shelf.models import Record
from world import join

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
USE = "use:3f2b8c1e-0000-4000-8000-000000000001"

pytestmark = pytest.mark.django_db


@pytest.fixture
def dgs(world):
    return join(world.departement, "diane", "Diane Leroy", Role.DGS)


@pytest.fixture
def dpia(world):
    return draft_dpia(
        world.bruno, USE, "Crèche", {"q111": "Attribuer les places", "residual_risk": "low"}, now=NOW
    )


def opined(world, dpia):
    return move(world.bruno, DPIA, dpia.id, "avis", revision=dpia.revision, note="Favorable.")


def test_the_36_questions_are_those_of_the_tool_under_its_numbers():
    kinds = {AnswerKind.TEXT: "text", AnswerKind.LIST: "list", AnswerKind.GAUGE: "text"}
    ours = {
        column.key: column.kind
        for column in DPIA.columns
        if column.key[1:].isdigit() and column.key[0] == "q"
    }
    assert ours == {f"q{question.id}": kinds[question.kind] for question in questions().values()}
    assert len(ours) == 36
    gauges = {column.key: column.choices for column in DPIA.columns if column.key[0] == "g"}
    assert set(gauges) == {f"g{each.id}" for each in questions().values() if each.kind is AnswerKind.GAUGE}
    assert all([value for value, _ in choices] == ["1", "2", "3", "4"] for choices in gauges.values())


def test_the_fria_holds_the_six_points_of_the_article():
    titles = [column.title[:2] for column in FRIA.columns[:6]]
    assert titles == ["a)", "b)", "c)", "d)", "e)", "f)"]


def test_the_words_of_a_sheet_begin_the_answers(world):
    sheet = {
        "name": "Crèche",
        "context": "À l’inscription",
        "purposes": "Attribuer",
        "legal_basis_french": "Une mission d’intérêt public",
        "legal_basis_reference": "CSP",
        "data_categories": ["État civil"],
        "sensitive_data": ["Santé"],
        "measures": ["Accès par rôle"],
        "risks": ["Enfants concernés"],
        "to_examine": ["Durée"],
    }
    values = draft_dpia(world.bruno, USE, "Crèche", sheet).values
    assert values["q212"] == "Une mission d’intérêt public\nCSP"
    assert values["q121"] == "État civil\nSanté"
    assert values["q324"] == values["q344"] == ("Accès par rôle",)
    assert (values["sheet_risks"], values["sheet_unknown"]) == (("Enfants concernés",), ("Durée",))
    fria = draft_fria(
        world.bruno,
        USE,
        "Crèche",
        {"processes": "À l’inscription", "person_categories": ["Enfants"], "risks": ["Perte d’un droit"]},
    )
    assert (fria.values["persons"], fria.values["risks"]) == ("Enfants", "Perte d’un droit")


def test_draft_then_opinion_then_validation(world, dgs, dpia):
    assert opined(world, dpia).state == "opinion"
    move(dgs, DPIA, dpia.id, "valider", revision=2)
    found = assessment_of(world.departement, USE, "dpia")
    assert found.validated
    assert found.values["dpo_opinion"] == "Favorable."
    assert assessment_of(world.departement, USE, "fria") is None
    assert assessment_of(world.region, USE, "dpia") is None


def test_a_refusal_bears_its_reason(world, dgs, dpia):
    opined(world, dpia)
    with pytest.raises(NoteMissing):
        move(dgs, DPIA, dpia.id, "refuser", revision=2, note="  ")
    move(dgs, DPIA, dpia.id, "refuser", revision=2, note="Trop de données.")
    assert assessment_of(world.departement, USE, "dpia").values["rejection_reason"] == "Trop de données."


def test_nothing_is_decided_before_the_opinion(dgs, dpia):
    for step in ("valider", "refuser"):
        with pytest.raises(MoveNotOpen):
            move(dgs, DPIA, dpia.id, step, revision=1, note="Raison")


def test_the_dpo_opines_and_does_not_decide_and_the_direction_does_not_opine(world, dgs, dpia):
    with pytest.raises(NotAllowed):
        move(dgs, DPIA, dpia.id, "avis", revision=1, note="Favorable.")
    opined(world, dpia)
    with pytest.raises(NotAllowed):
        move(world.bruno, DPIA, dpia.id, "valider", revision=2)


def test_after_the_opinion_the_text_is_no_longer_amended_unless_taken_up_again(world, dpia):
    opined(world, dpia)
    with pytest.raises(RecordClosed):
        amend(world.bruno, DPIA, dpia.id, title="Autre", values={}, revision=2)
    move(world.bruno, DPIA, dpia.id, "reprendre", revision=2, note="Nouveau modèle.")
    amend(world.bruno, DPIA, dpia.id, title="Autre", values={}, revision=3)


def test_a_high_residual_risk_waits_for_the_cnil(world, dgs, dpia, signed_in):
    amend(world.bruno, DPIA, dpia.id, title="Crèche", values={"residual_risk": "high"}, revision=1)
    page = signed_in(world.bruno).get(f"/registres/aipd/{dpia.id}/").content.decode()
    assert "consultez la CNIL" in page
    move(world.bruno, DPIA, dpia.id, "avis", revision=2, note="Réservé.")
    with pytest.raises(ConsultationMissing):
        move(dgs, DPIA, dpia.id, "valider", revision=3)
    answer = signed_in(dgs).post(f"/registres/aipd/{dpia.id}/valider/", {"revision": 3})
    assert answer.status_code == 409
    assert "art. 36" in answer.content.decode()
    assert Record.objects.get().state == "opinion"


def test_once_the_cnil_was_consulted_it_can_be_validated(world, dgs, dpia):
    values = {"residual_risk": "high", "cnil_consulted_on": date(2026, 11, 1)}
    amend(world.bruno, DPIA, dpia.id, title="Crèche", values=values, revision=1)
    move(world.bruno, DPIA, dpia.id, "avis", revision=2, note="Favorable sous conditions.")
    assert move(dgs, DPIA, dpia.id, "valider", revision=3).state == "validated"


def test_a_validated_fria_asks_for_its_notification(world, dgs):
    fria = draft_fria(world.bruno, USE, "Crèche", {"processes": "Tri"})
    move(world.bruno, FRIA, fria.id, "avis", revision=1, note="Favorable.")
    move(dgs, FRIA, fria.id, "valider", revision=2)
    found = assessment_of(world.departement, USE, "fria")
    assert "27.3" in found.flags[0].sentence
    assert FRIA.flags({**found.values, "notified_on": date(2027, 1, 1)}, "validated") == ()


@pytest.mark.parametrize("role", [Role.DSI, Role.REFERENT, Role.LEGAL, Role.RSSI])
def test_who_builds_a_use_drafts_and_does_not_write_further(world, role):
    drafter = join(world.departement, "denis", "Denis", role)
    made = draft_dpia(drafter, USE, "Crèche", {})
    with pytest.raises(NotAllowed):
        amend(drafter, DPIA, made.id, title="Autre", values={}, revision=1)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.COMMITTEE, Role.DGS])
def test_who_only_reads_drafts_nothing(world, dpia, signed_in, role):
    reader = join(world.departement, "lou", "Lou", role)
    with pytest.raises(NotAllowed):
        draft_dpia(reader, "use:autre", "Autre", {})
    assert signed_in(reader).get(f"/registres/aipd/{dpia.id}/").status_code == 200
    assert signed_in(reader).get(f"/registres/aipd/{dpia.id}/modifier/").status_code == 403


def test_agents_and_other_organisations_find_nothing(world, dpia, signed_in):
    for person in (world.alice, world.chloe, world.david):
        assert signed_in(person).get(f"/registres/aipd/{dpia.id}/").status_code == 404
        with pytest.raises((NotFound, NotAllowed)):
            amend(person, DPIA, dpia.id, title="Autre", values={}, revision=1)
    assert signed_in(world.alice).get("/registres/aipd/").status_code == 403
    assert signed_in(world.alice).get("/registres/aidf/").status_code == 403


def test_a_step_without_its_words_comes_back_with_the_page(world, dpia, signed_in):
    answer = signed_in(world.bruno).post(f"/registres/aipd/{dpia.id}/avis/", {"revision": 1, "note": ""})
    assert answer.status_code == 400
    assert "ne se fait pas sans" in answer.content.decode()


def test_the_form_shows_every_question_once(world, dpia, signed_in):
    page = signed_in(world.bruno).get(f"/registres/aipd/{dpia.id}/modifier/").content.decode()
    for column in DPIA.columns:
        assert page.count(f'name="{column.key}"') >= 1, column.key
    assert "Attribuer les places" in page
