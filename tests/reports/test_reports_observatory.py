"""The observatory: sums for everyone of the house, and a group too small to be counted stays uncounted."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.reports.reports_world import ESTIMATED, NOW

from garant.lifecycle.actions.arbitrating import open_session, put_before
from garant.lifecycle.actions.needs import submit_need
from garant.lifecycle.models import Use
from garant.publication.actions import collect
from garant.registers.lessons.shelf import LESSONS
from garant.registers.shelf.actions import add
from garant.registers.shelf.models import Record
from garant.reports.observatory import observatory_for

pytestmark = pytest.mark.django_db

NEED = {
    "title": "Résumer des réunions",
    "department": "Direction",
    "what": "Résumer.",
    "for_whom": "Les agents.",
    "ambition": "simplify",
}


def test_uses_stand_by_theme_and_stage_and_those_without_a_theme_are_said(cast):
    submit_need(cast.world.alice, NEED, now=NOW)
    submit_need(cast.world.alice, {**NEED, "ambition": ""}, now=NOW)
    submit_need(cast.world.chloe, NEED, now=NOW)
    found = observatory_for(cast.world.alice, now=NOW)
    assert {theme.label.split(" ")[0]: theme.total for theme in found.themes} == {"Simplifier": 1, "Thème": 1}
    assert found.uses == 2


def test_the_roadmap_gives_the_nearest_day_that_is_fixed(cast):
    submit_need(cast.world.alice, NEED, now=NOW)
    heard = submit_need(cast.world.alice, {**NEED, "title": "Traduire"}, now=NOW)
    Use.objects.filter(id=heard.id).update(stage="arbitration", review_on=date(2027, 1, 1))
    session = open_session(cast.dgs, title="Décembre", held_on=date(2026, 12, 9))
    put_before(cast.dgs, session.id, heard.id)
    first, second = observatory_for(cast.world.alice, now=NOW).steps
    assert (first.use.title, first.day, first.why) == ("Traduire", date(2026, 12, 9), "séance d’arbitrage")
    assert (second.day, second.late) == (None, False)
    assert second.next
    (late, _) = observatory_for(cast.world.alice, now=NOW + timedelta(days=30)).steps
    assert late.late


def test_months_are_told_above_four_people_and_not_below(cast, gateway, signed_in):
    gateway.serves(at=timezone.now(), **ESTIMATED)
    collect()
    page = signed_in(cast.world.alice).get("/observatoire/").content.decode()
    assert "de 0,001 à 0,002" in page
    for gone in (cast.referent, cast.dgs):
        gone.is_active = False
        gone.save()
    page = signed_in(cast.world.alice).get("/observatoire/").content.decode()
    assert "moins de 5 personnes" in page
    assert "de 0,001 à 0,002" not in page


def test_satisfaction_counts_what_published_lessons_say_and_no_other(cast, signed_in):
    client = signed_in(cast.world.alice)
    assert "Aucun retour d’expérience publié" in client.get("/observatoire/").content.decode()
    for said, state in (
        ("very", "published"),
        ("very", "published"),
        ("not", "published"),
        ("little", "draft"),
    ):
        lesson = add(cast.world.alice, LESSONS, title="Essai", values={"context": "x", "satisfaction": said})
        Record.objects.filter(id=lesson.id).update(state=state)
    found = observatory_for(cast.world.alice, now=NOW)
    assert dict(found.satisfaction) == {"Très utile": 2, "Utile": 0, "Peu utile": 0, "Inutile ou gênante": 1}
    page = client.get("/observatoire/").content.decode()
    assert "3 retours publiés y répondent" in page.replace("\xa0", " ")
    assert observatory_for(cast.world.chloe, now=NOW).said_satisfied == 0


def test_a_published_lesson_is_listed_and_a_proposed_one_is_not(cast, signed_in):
    lesson = add(cast.world.alice, LESSONS, title="Relire à voix haute", values={"context": "x"})
    client = signed_in(cast.world.bruno)
    assert "Relire à voix haute" not in client.get("/observatoire/").content.decode()
    Record.objects.filter(id=lesson.id).update(state="published")
    assert "Relire à voix haute" in client.get("/observatoire/").content.decode()
    assert "Relire" not in signed_in(cast.world.chloe).get("/observatoire/").content.decode()


def test_the_file_has_the_same_sums(cast, signed_in):
    submit_need(cast.world.alice, NEED, now=NOW)
    answer = signed_in(cast.world.alice).get("/observatoire/observatoire.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [row["Valeur"] for row in rows if row["Partie"] == "Usages par thème"] == ["1"]
    assert "Alice" not in answer.content.decode()
