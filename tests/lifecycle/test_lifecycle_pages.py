"""The pages of a use: what each person finds on them, and the walls around them."""

import pytest
from django.test import Client
from tests.lifecycle.lifecycle_world import (
    NEED,
    TODAY,
    cast_of,
    fresh,
    generalised,
    in_arbitration,
    in_evaluation,
    in_pilot,
    in_qualification,
    move,
    submitted,
)

from garant.charter import Stage
from garant.lifecycle.actions import arbitrating
from garant.lifecycle.models import Use

pytestmark = pytest.mark.django_db

PAGES = ("", "besoin/", "fiche/", "fiche/rgpd/", "fiche/ai_act/", "fiche/sobriety/", "dossier/", "personnes/")


@pytest.fixture
def cast(world):
    return cast_of(world)


def test_an_agent_submits_a_need_and_reads_it(cast, signed_in):
    alice = signed_in(cast.agent)
    answer = alice.post("/usages/nouveau/", NEED)

    assert answer.status_code == 302
    page = alice.get(answer["location"]).content.decode()
    assert "Résumer les comptes rendus de réunion" in page
    assert "Déposé par Alice Martin" in page


def test_a_need_without_a_title_keeps_what_was_written(cast, signed_in):
    answer = signed_in(cast.agent).post("/usages/nouveau/", NEED | {"title": ""})

    assert answer.status_code == 400
    assert NEED["what"] in answer.content.decode()
    assert not Use.objects.exists()


def test_what_resembles_it_is_shown_before_it_is_kept_and_it_can_be_kept_all_the_same(cast, signed_in):
    former = submitted(cast)
    move(cast.referent, former, Stage.ABANDONED, reason="Un modèle de document suffit.")
    alice = signed_in(cast.agent)
    again = NEED | {"title": "Un résumé pour chaque compte rendu de réunion"}

    answer = alice.post("/usages/nouveau/", again)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Un modèle de document suffit." in page
    assert Use.objects.count() == 1

    assert alice.post("/usages/nouveau/", again | {"submit": "anyway"}).status_code == 302
    assert Use.objects.count() == 2


def test_while_typing_similar_needs_come_by_post_and_nothing_is_kept(cast, signed_in):
    submitted(cast)
    alice = signed_in(cast.agent)
    answer = alice.post("/usages/semblables/", {"text": "résumer un compte rendu de réunion en une page"})
    assert "n° 1 Résumer" in answer.content.decode()
    assert alice.get("/usages/semblables/?text=compte").status_code == 405
    assert (
        "n° 1"
        not in alice.post("/usages/semblables/", {"text": "fuite sur le réseau d’eau"}).content.decode()
    )


def test_similar_needs_stop_at_the_wall(cast, signed_in):
    submitted(cast)
    answer = signed_in(cast.world.chloe).post(
        "/usages/semblables/", {"text": "résumer un compte rendu de réunion en une page"}
    )
    assert "n° 1" not in answer.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_a_use_opens_for_those_who_govern(cast, signed_in, path):
    use = in_qualification(cast)
    for person in (cast.dsi, cast.dpo, cast.dgs, cast.referent):
        answer = signed_in(person).get(f"/usages/{use.id}/{path}")
        assert answer.status_code == 200
        assert answer.content.decode().count("<h1") == 1


@pytest.mark.parametrize("path", PAGES)
def test_another_organisation_finds_nothing(cast, signed_in, path):
    use = in_qualification(cast)
    for person in (cast.world.chloe, cast.world.david):
        assert signed_in(person).get(f"/usages/{use.id}/{path}").status_code == 404


@pytest.mark.parametrize("path", PAGES[1:])
def test_a_colleague_without_a_role_reads_the_summary_alone(cast, signed_in, path):
    use = in_qualification(cast)
    claire = signed_in(cast.world.claire)
    page = claire.get(f"/usages/{use.id}/").content.decode()
    assert NEED["what"] in page
    assert NEED["why_ai"] not in page
    assert claire.get(f"/usages/{use.id}/{path}").status_code == 404


def test_a_visitor_signs_in_first(cast):
    use = submitted(cast)
    for address in ("/usages/", f"/usages/{use.id}/", "/arbitrages/", "/appels/"):
        assert Client().get(address)["location"].startswith("/connexion/")


def test_the_gate_names_what_is_missing_who_brings_it_and_the_clause(cast, signed_in):
    use = in_evaluation(cast)
    page = signed_in(cast.dsi).get(f"/usages/{use.id}/").content.decode()
    assert "Manque" in page
    assert "le certificat d’effacement de ce que l’essai a conservé" in page
    assert "Peut l’apporter" in page
    assert "Passer à «\u00a0Pilote\u00a0»" not in page.replace("&nbsp;", "\u00a0")


def test_an_open_gate_is_passed_by_its_form(cast, signed_in):
    use = submitted(cast)
    remi = signed_in(cast.referent)
    sent = {"to": "qualification", "reason": "Besoin réel.", "revision": use.revision}
    assert remi.post(f"/usages/{use.id}/passer/", sent).status_code == 302
    assert fresh(use).stage_word is Stage.QUALIFICATION


def test_a_stage_skipped_by_address_is_refused_in_words(cast, signed_in):
    use = submitted(cast)
    sent = {"to": "generalised", "reason": "Vite.", "revision": use.revision}
    answer = signed_in(cast.dgs).post(f"/usages/{use.id}/passer/", sent)
    assert answer.status_code == 409
    assert "ne prévoit pas de passer" in answer.content.decode()
    unknown = signed_in(cast.dgs).post(f"/usages/{use.id}/passer/", sent | {"to": "partout"})
    assert unknown.status_code == 409
    assert fresh(use).stage_word is Stage.NEED


def test_someone_else_moved_it_meanwhile(cast, signed_in):
    use = submitted(cast)
    seen = use.revision
    move(cast.referent, use, Stage.QUALIFICATION)
    sent = {"to": "abandoned", "reason": "Trop cher.", "revision": seen}
    answer = signed_in(cast.dsi).post(f"/usages/{use.id}/passer/", sent, follow=True)
    assert "Quelqu’un d’autre a modifié" in answer.content.decode()
    assert fresh(use).stage_word is Stage.QUALIFICATION


def test_answers_are_kept_axis_by_axis_and_bad_ones_are_told(cast, signed_in):
    use = in_qualification(cast)
    dsi = signed_in(cast.dsi)
    address = f"/usages/{use.id}/fiche/cost/"
    sent = {"revision": use.revision, "cost.purchase:min": "5", "cost.purchase:max": "deux"}
    answer = dsi.post(address, sent | {"cost.running:min": "1", "cost.running:max": "3"})
    assert answer.status_code == 400
    kept = fresh(use)
    assert kept.answers["cost.running"] == [1, 3]
    assert "cost.purchase" not in kept.answers
    assert 'class="error"' in answer.content.decode()


def test_i_do_not_know_is_kept_as_such(cast, signed_in):
    use = in_qualification(cast)
    sent = {"revision": use.revision, "cost.purchase:unknown": "on", "cost.purchase:min": ""}
    assert signed_in(cast.dsi).post(f"/usages/{use.id}/fiche/cost/", sent).status_code == 302
    assert fresh(use).answers["cost.purchase"] == "unknown"


def test_two_people_fill_the_sheet_at_once(cast, signed_in):
    use = in_qualification(cast)
    sent = {"revision": use.revision, "cost.purchase:min": "1", "cost.purchase:max": "2"}
    assert signed_in(cast.dsi).post(f"/usages/{use.id}/fiche/cost/", sent).status_code == 302
    late = signed_in(cast.dpo).post(f"/usages/{use.id}/fiche/cost/", sent | {"cost.purchase:max": "9"})
    assert late.status_code == 409
    assert fresh(use).answers["cost.purchase"] == [1, 2]


def test_an_axis_that_does_not_exist_is_not_found(cast, signed_in):
    use = in_qualification(cast)
    assert signed_in(cast.dsi).get(f"/usages/{use.id}/fiche/inconnu/").status_code == 404


def test_the_sheet_is_signed_by_two_roles_and_a_new_answer_takes_the_visas_away(cast, signed_in):
    from tests.lifecycle.lifecycle_world import fill, signed

    use = signed(cast, fill(cast, in_qualification(cast)))
    page = signed_in(cast.dsi).get(f"/usages/{use.id}/fiche/").content.decode()
    assert page.count("Visé</span>") == 2
    sent = {"revision": use.revision, "cost.purchase:min": "7", "cost.purchase:max": "9"}
    signed_in(cast.dsi).post(f"/usages/{use.id}/fiche/cost/", sent)
    page = signed_in(cast.dsi).get(f"/usages/{use.id}/fiche/").content.decode()
    assert "Visé</span>" not in page


def test_a_visa_waits_for_a_complete_sheet_and_for_the_right_role(cast, signed_in):
    use = in_qualification(cast)
    sent = {"role": "dsi", "revision": use.revision}
    assert signed_in(cast.dsi).post(f"/usages/{use.id}/fiche/viser/", sent).status_code == 409
    assert signed_in(cast.referent).post(f"/usages/{use.id}/fiche/viser/", sent).status_code == 403


def test_the_dgs_decides_with_a_justification_and_the_minutes_say_so(cast, signed_in):
    use = in_arbitration(cast)
    diane = signed_in(cast.dgs)
    opened = diane.post(
        "/arbitrages/nouveau/", {"title": "Comité de direction", "held_on": TODAY.isoformat()}
    )
    address = opened["location"]
    assert diane.post(f"{address}{use.id}/inscrire/").status_code == 302
    page = diane.get(address).content.decode()
    assert "Liste classée, 1 projet" in page
    bare = diane.post(f"{address}{use.id}/", {"decision": "refused", "justification": " "})
    assert bare.status_code == 400
    done = diane.post(
        f"{address}{use.id}/", {"decision": "refused", "justification": "Le gain ne vaut pas le coût."}
    )
    assert done.status_code == 302
    assert fresh(use).stage_word is Stage.REFUSED
    for suffix in ("odt", "docx", "html"):
        assert diane.get(f"{address}proces-verbal.{suffix}").status_code == 200
    assert "Le gain ne vaut pas le coût." in diane.get(f"{address}proces-verbal.html").content.decode()
    assert diane.get(f"{address}proces-verbal.exe").status_code == 404


def test_a_refusal_stays_searchable_by_its_reason(cast, signed_in):
    use = in_arbitration(cast)
    session = arbitrating.open_session(cast.dgs, title="Séance", held_on=TODAY)
    arbitrating.put_before(cast.dgs, session.id, use.id)
    signed_in(cast.dgs).post(
        f"/arbitrages/{session.id}/{use.id}/", {"decision": "refused", "justification": "Achat démesuré."}
    )
    alice = signed_in(cast.world.claire)
    assert "n° 1 Résumer" in alice.get("/usages/?q=demesure").content.decode()
    assert "n° 1 Résumer" not in alice.get("/usages/?q=crèche").content.decode()


def test_arbitration_is_for_governance_and_its_decision_for_the_dgs(cast, signed_in):
    use = in_arbitration(cast)
    session = arbitrating.open_session(cast.dgs, title="Séance", held_on=TODAY)
    arbitrating.put_before(cast.dgs, session.id, use.id)
    decision = {"decision": "accepted", "justification": "Oui."}
    address = f"/arbitrages/{session.id}/{use.id}/"
    assert signed_in(cast.world.claire).get("/arbitrages/").status_code == 403
    assert signed_in(cast.dsi).post(address, decision).status_code == 409
    assert signed_in(cast.world.david).get(f"/arbitrages/{session.id}/").status_code == 404
    assert fresh(use).stage_word is Stage.ARBITRATION


def test_the_folder_chooses_systems_and_drafts_what_is_due(cast, signed_in):
    from tests.lifecycle.lifecycle_world import accepted

    use = accepted(cast)
    dsi = signed_in(cast.dsi)
    sent = {"systems": ["iris"], "revision": use.revision}
    assert dsi.post(f"/usages/{use.id}/dossier/systemes/", sent).status_code == 302
    assert [used.system for used in fresh(use).used.all()] == ["iris"]
    assert dsi.post(f"/usages/{use.id}/dossier/rediger/").status_code == 302
    assert dsi.get(f"/usages/{use.id}/dossier/").status_code == 200


def test_a_pilot_opens_to_its_trained_people_and_their_keys_close_with_them(cast, signed_in):
    use = in_pilot(cast)
    alice, dsi = signed_in(cast.agent), signed_in(cast.dsi)
    assert alice.post(f"/usages/{use.id}/cles/").status_code == 409
    dsi.post(f"/usages/{use.id}/personnes/{cast.agent.id}/formee/", {"on": TODAY.isoformat()})
    page = alice.post(f"/usages/{use.id}/cles/").content.decode()
    assert "sk-garant-" in page
    assert use.keys.filter(revoked_at=None).count() == 1
    dsi.post(f"/usages/{use.id}/personnes/{cast.agent.id}/retirer/")
    assert use.keys.filter(revoked_at=None).count() == 0


def test_everyone_may_plug_a_tool_into_a_generalised_use(cast, signed_in):
    use = generalised(cast)
    assert "sk-garant-" in signed_in(cast.world.claire).post(f"/usages/{use.id}/cles/").content.decode()
    assert signed_in(cast.world.chloe).post(f"/usages/{use.id}/cles/").status_code == 404


def test_the_list_shows_every_stage_with_its_chart(cast, signed_in):
    in_qualification(cast)
    page = signed_in(cast.agent).get("/usages/").content.decode()
    assert "Usages par étape" in page
    assert "Qualification : 1" in page.replace("&nbsp;", " ")
    assert "Aucun usage" in signed_in(cast.world.chloe).get("/usages/").content.decode()
