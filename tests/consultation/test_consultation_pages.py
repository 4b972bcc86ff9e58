"""The pages: of the people of the house, of who answers for a consultation, of anyone without account."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.consultation.conftest import NOW

from garant.consultation import actions, robots
from garant.consultation.models import Consultation, Contribution, Reaction, Workshop
from garant.consultation.terms import Kind
from garant.consultation.voices import voice_of
from garant.directory.actions import put_charter_in_force
from garant.directory.models import FailedSignIn
from garant.directory.queries import charter_in_force, name_to_inherit
from garant.directory.visitors import issue
from world import CHARTER_DEPARTEMENT

pytestmark = pytest.mark.django_db

FORM = {
    "title": "Révision",
    "presentation": "Pourquoi.",
    "source": "in_force",
    "closes_on": "2999-01-01",
}


def text(answer):
    return answer.content.decode()


def outer(found, rest=""):
    return f"/o/departement-essai/consultations/{found.id}/{rest}"


def mark(found, *, seconds=10):
    return issue(robots.name_of(found.id), now=timezone.now() - timedelta(seconds=seconds))


# ---------------------------------------------------------------- of the house


def test_a_consultation_is_opened_on_the_charter_in_force_or_on_a_file(world, signed_in):
    claire = signed_in(world.claire)
    answer = claire.post("/consultations/nouvelle/", FORM)
    assert answer.status_code == 302
    assert Consultation.objects.get(number=1).text == charter_in_force(world.departement).text
    draft = CHARTER_DEPARTEMENT.replace("On relit.", "On relit à deux.")
    file = SimpleUploadedFile("projet.yaml", draft.encode())
    claire.post("/consultations/nouvelle/", {**FORM, "source": "file", "file": file, "public": "on"})
    found = Consultation.objects.get(number=2)
    assert found.clauses_by_id["relecture"].text == "Une IA se trompe. On relit à deux."
    assert "à deux" in text(claire.get(found.get_absolute_url()))


def test_a_charter_that_inherits_a_neighbour_s_is_put_to_people_with_all_that_it_inherits(world, signed_in):
    name = name_to_inherit(world.region.slug)
    put_charter_in_force(world.claire, text=f"charter: la-notre\nversion: 2026-11-03\nextends: {name}\n")
    answer = signed_in(world.claire).post("/consultations/nouvelle/", FORM)
    assert answer.status_code == 302
    inherited = charter_in_force(world.region).charter.clauses
    assert [part.id for part in Consultation.objects.get().clauses] == [clause.id for clause in inherited]


def test_a_file_with_faults_is_refused_line_by_line_and_the_words_stay(world, signed_in):
    file = SimpleUploadedFile("projet.yaml", b"charter: x\nversion: demain\n")
    answer = signed_in(world.claire).post(
        "/consultations/nouvelle/", {**FORM, "source": "file", "file": file, "title": "Mon titre à moi"}
    )
    assert answer.status_code == 400
    assert "charte.yaml:" in text(answer)
    assert "Mon titre à moi" in text(answer)
    assert Consultation.objects.count() == 0


def test_an_agent_comments_amends_and_reacts_and_what_is_refused_is_not_lost(world, opened, signed_in):
    found = opened(forever=True)
    alice, place = signed_in(world.alice), f"/consultations/{found.id}/clauses/relecture/"
    assert alice.post(place, {"kind": "comment", "text": "Un <b>mot</b>."}).status_code == 302
    assert "Un &lt;b&gt;mot&lt;/b&gt;." in text(alice.get(place))
    same = found.clauses_by_id["relecture"].text
    refused = alice.post(place, {"kind": "amendment", "text": same, "reason": "Parce que voilà"})
    assert refused.status_code == 400
    assert "rien n’y change" in text(refused)
    assert "Parce que voilà" in text(refused)
    alice.post(place, {"kind": "amendment", "text": f"{same} Toujours."})
    page = text(signed_in(world.bruno).get(place))
    assert re.search(r"<ins>.*Toujours", page)
    item = Contribution.objects.get(kind=Kind.AMENDMENT)
    answer = signed_in(world.bruno).post(
        f"/consultations/{found.id}/reagir/", {"contribution": item.id, "opinion": "disagree"}
    )
    assert answer["location"].endswith(f"clauses/relecture/#contribution-{item.number}")
    assert Reaction.objects.get().opinion == "disagree"
    for wrong in ({"contribution": "x", "opinion": "agree"}, {"clause": "relecture", "opinion": "bof"}):
        assert alice.post(f"/consultations/{found.id}/reagir/", wrong).status_code == 404


def test_a_facilitator_types_entry_after_entry_on_the_same_clause(world, opened, signed_in):
    found = opened(forever=True)
    place = f"/consultations/{found.id}/ateliers/nouveau/"
    room = {
        "place": "Salle verte",
        "held_on": "2026-11-20",
        "participants": "9",
        "facilitator": world.alice.id,
    }
    assert signed_in(world.alice).post(place, room).status_code == 403
    signed_in(world.claire).post(place, room)
    made = Workshop.objects.get()
    alice = signed_in(world.alice)
    said = {"clause": "relecture", "kind": "comment", "text": "Premier."}
    back = alice.post(made.get_absolute_url(), said)["location"]
    assert back == f"{made.get_absolute_url()}?clause=relecture&kind=comment"
    alice.post(made.get_absolute_url(), {**said, "text": "Second."})
    page = text(alice.get(back))
    assert page.index("Second.") < page.index("Premier.")
    assert "autofocus" in page
    alice.post(f"{made.get_absolute_url()}participants/", {"participants": "11"})
    assert "11 participants" in text(alice.get(back))
    assert signed_in(world.bruno).get(back).status_code == 200  # the DPO manages


def test_from_the_last_word_to_the_published_synthesis(world, opened, signed_in):
    found = opened(forever=True)
    item = actions.contribute(
        voice_of(world.alice), found.id, kind=Kind.COMMENT, text="Trop vague.", clause="relecture", now=NOW
    )
    base, claire, alice = f"/consultations/{found.id}/", signed_in(world.claire), signed_in(world.alice)
    assert alice.get(f"{base}clore/").status_code == 403
    claire.post(f"{base}clore/", {"reason": "Tout est dit."})
    assert "Tout est dit." in text(alice.get(base))
    assert alice.get(f"{base}synthese/").status_code == 404
    assert claire.post(f"{base}publier/", {"conclusion": "Fin."}).status_code == 409
    desk = f"{base}reponses/relecture/"
    assert "1 contribution attend" in text(claire.get(desk))
    wrong = claire.post(desk, {"form": "answer", "contributions": [item.id], "verdict": "partly"})
    assert wrong.status_code == 400
    assert "checked" in text(wrong)
    claire.post(
        desk, {"form": "answer", "contributions": [item.id], "verdict": "partly", "reason": "Précisé."}
    )
    claire.post(desk, {"form": "synthesis", "text": "On relit, c’est dit."})
    assert claire.post(f"{base}publier/", {"conclusion": "Merci."}).status_code == 302
    page = text(alice.get(f"{base}synthese/"))
    for words in ("Précisé.", "On relit, c’est dit.", "Merci.", "<svg", "Retenue en partie"):
        assert words in page
    assert alice.get(f"{base}synthese.csv")["content-type"].startswith("text/csv")
    assert alice.get(f"{base}synthese.odt").status_code == 200
    assert alice.get(f"{base}synthese.exe").status_code in {400, 404}


def test_the_charter_s_page_leads_to_the_consultations(world, signed_in):
    assert "/consultations/" in text(signed_in(world.alice).get("/charte/"))
    assert "/o/departement-essai/consultations/" in text(Client().get("/o/departement-essai/charte/"))


# ---------------------------------------------------------------- of anyone


def test_a_visitor_writes_reacts_and_withdraws_with_the_same_browser_alone(world, opened):
    found = opened(public=True, forever=True)
    visitor, place = Client(), outer(found, "clauses/relecture/")
    page = visitor.get(place)
    assert "garant_voix" not in page.cookies  # reading leaves nothing
    sent = visitor.post(
        place, {"kind": "comment", "text": "Bravo.", "signature": "Une habitante", "mark": mark(found)}
    )
    assert sent.status_code == 302
    item = Contribution.objects.get()
    assert (item.signature, item.author, item.way) == ("Une habitante", None, "public")
    visitor.post(outer(found, "reagir/"), {"contribution": item.id, "opinion": "agree", "mark": mark(found)})
    visitor.post(
        outer(found, "reagir/"), {"contribution": item.id, "opinion": "clarify", "mark": mark(found)}
    )
    assert [each.opinion for each in Reaction.objects.all()] == ["clarify"]
    away = outer(found, f"contributions/{item.id}/retirer/")
    assert Client().get(away).status_code == 404
    assert visitor.post(away).status_code == 302
    assert Contribution.objects.count() == 0


@pytest.mark.parametrize(
    "given",
    [
        {"mark": ""},
        {"mark": "x:y:z"},
        {"seconds": 1},
        {"seconds": 90_000},
        {"suite": "http://pub.example"},
        {"other": True},
    ],
    ids=["no mark", "forged", "at once", "days later", "trap", "of another"],
)
def test_what_a_robot_sends_is_refused_and_its_words_are_shown_again(world, opened, given):
    found, other = opened(public=True, forever=True), opened(public=True, forever=True)
    sent = {
        "kind": "comment",
        "text": "Un texte à garder.",
        "mark": given.get(
            "mark", mark(other if given.get("other") else found, seconds=given.get("seconds", 10))
        ),
        "suite": given.get("suite", ""),
    }
    answer = Client().post(outer(found, "ensemble/"), sent)
    assert answer.status_code == 400
    assert "Un texte à garder." in text(answer)
    assert Contribution.objects.count() == 0


def test_a_flood_from_one_place_is_slowed_down_and_its_address_is_not_kept(world, opened, monkeypatch):
    monkeypatch.setattr(robots, "WRITES_PER_ORIGIN", 2)
    found = opened(public=True, forever=True)
    sent = {"kind": "comment", "text": "Encore.", "mark": mark(found)}
    statuses = [Client().post(outer(found, "ensemble/"), sent).status_code for _ in range(3)]
    assert statuses == [302, 302, 429]
    elsewhere = Client(REMOTE_ADDR="192.0.2.7").post(outer(found, "ensemble/"), sent)
    assert elsewhere.status_code == 302
    assert not FailedSignIn.objects.filter(subject__contains="127.0.0.1").exists()


def test_an_inner_consultation_has_no_public_page_and_a_house_of_another_name_neither(world, opened):
    inner, public = opened(forever=True), opened(public=True, forever=True)
    assert Client().get(outer(inner)).status_code == 404
    assert Client().get(outer(public)).status_code == 200
    assert Client().get(outer(public).replace("departement", "region")).status_code == 404
    listed = text(Client().get("/o/departement-essai/consultations/"))
    assert str(public.id) in listed
    assert str(inner.id) not in listed


def test_who_has_an_account_is_led_to_their_own_page(world, opened, signed_in):
    found = opened(public=True, forever=True)
    assert signed_in(world.alice).get(outer(found))["location"] == found.get_absolute_url()
    assert signed_in(world.chloe).get(outer(found)).status_code == 200  # elsewhere she is anyone


def test_the_mark_lasts_a_day(world, opened):
    found = opened()
    at = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    given = issue(robots.name_of(found.id), now=at)
    robots.check(found.id, given, "", now=at + timedelta(hours=23))
