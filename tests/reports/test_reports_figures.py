"""What a report counts: what happened in its period, each figure with its query, and nothing about one person."""

import importlib
import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.reports.reports_world import ESTIMATED, NOW, PERIOD, UNTIL

from garant.footprint import Interval
from garant.lifecycle.actions.needs import submit_need
from garant.lifecycle.models import Passage, Use
from garant.publication.actions import collect
from garant.registers.actions import report_incident
from garant.registers.commitments.actions import add_commitment
from garant.registers.rights.models import RightsRequest
from garant.reports.content import Content
from garant.reports.drafting import computed
from garant.reports.numbers import number_french, span_french
from garant.reports.period import Period

pytestmark = pytest.mark.django_db

NEED = {"title": "Résumer", "department": "Direction", "what": "Résumer.", "for_whom": "Les agents."}
BEFORE = datetime(2025, 12, 31, 22, 59, tzinfo=UTC)  # the last minute of the year before, in Paris
FIRST = datetime(2025, 12, 31, 23, 0, tzinfo=UTC)  # midnight there


def draft(cast, period=PERIOD, now=NOW):
    return computed(cast.world.departement, period, now=now)


def end(use, after, at, reason="Une carte suffit."):
    Passage.objects.create(
        use=use,
        before=use.stage,
        after=after,
        at=at,
        by=use.requester,
        reason=reason,
        charter="c",
        version="v",
    )
    Use.objects.filter(id=use.id).update(stage=after)


def test_a_need_of_the_first_minute_is_counted_and_one_of_the_minute_before_is_not(cast):
    submit_need(cast.world.alice, NEED, now=BEFORE)
    assert draft(cast).figure("usages.deposes").value == 0
    submit_need(cast.world.alice, NEED, now=FIRST)
    assert draft(cast).figure("usages.deposes").value == 1


def test_the_stage_is_that_of_the_end_of_the_period_whatever_came_after(cast):
    use = submit_need(cast.world.alice, NEED, now=FIRST)
    end(use, "refused", NOW + timedelta(days=2))
    found = draft(cast, now=NOW + timedelta(days=3))
    assert found.figure("usages.etape.need").value == 1
    assert found.figure("usages.etape.refused").value == 0
    later = draft(cast, Period(PERIOD.since, date(2026, 11, 23), PERIOD.zone), NOW + timedelta(days=3))
    assert later.figure("usages.etape.refused").value == 1


def test_a_refusal_is_listed_with_its_archived_reason(cast):
    end(submit_need(cast.world.alice, NEED, now=FIRST), "refused", NOW)
    (section,) = [each for each in draft(cast).sections if each.key == "refus"]
    assert section.listings[0].rows[0][-1] == "Une carte suffit."
    assert section.silent == ""


def test_incidents_are_told_by_kind_and_by_deadline(cast):
    report_incident(cast.world.alice, category="wrong", description="x", now=NOW - timedelta(days=30))
    report_incident(cast.world.alice, category="leak", description="x", now=NOW)
    report_incident(cast.world.alice, category="leak", description="x", now=BEFORE)
    found = draft(cast)
    assert found.figure("incidents.signales").value == 2
    assert found.figure("incidents.en-retard").value == 1
    assert found.figure("incidents.nature.leak").value == 1


def test_commitments_name_a_role_and_never_a_person(cast):
    add_commitment(cast.dgs, "", "Former chacun.", cast.referent, date(2027, 3, 1), "Arbitrage")
    add_commitment(cast.dgs, "", "Mesurer.", "Direction des routes", None, "Arbitrage")
    (section,) = [each for each in draft(cast).sections if each.key == "engagements"]
    assert [row[1] for row in section.listings[0].rows] == [
        "Référent ou référente IA",
        "Direction des routes",
    ]
    assert "Rémi" not in json.dumps(draft(cast).to_mapping(), ensure_ascii=False)


def test_expected_costs_are_summed_over_the_live_uses_that_tell_them(cast):
    for answers, stage in (
        ({"cost.running": [1, 2], "cost.purchase": [3, 4], "cost.training": [0.5, 0.5]}, "pilot"),
        ({"cost.running": [10, 20.5]}, "generalised"),
        ({"cost.running": "unknown"}, "pilot"),
        ({"cost.running": [100, 100]}, "refused"),  # not live
    ):
        use = submit_need(cast.world.alice, NEED, now=NOW)
        Use.objects.filter(id=use.id).update(answers=answers, stage=stage)
    found = draft(cast)
    assert found.figure("couts.annuel").said == "de 11 à 22,5\u00a0k€"
    assert found.figure("couts.unique").said == "de 3,5 à 4,5\u00a0k€"
    assert found.figure("couts.fiches").said.startswith("2 sur 3")


def test_what_another_organisation_did_is_not_counted(cast):
    submit_need(cast.world.chloe, NEED, now=NOW)
    report_incident(cast.world.chloe, category="wrong", description="x", now=NOW)
    found = draft(cast)
    assert found.figure("usages.deposes").value == 0
    assert found.figure("incidents.signales").value == 0


def test_a_period_without_data_says_so_in_every_part(cast):
    empty = draft(cast, Period(date(2020, 1, 1), date(2020, 12, 31), PERIOD.zone))
    said = {section.key: section.silent for section in empty.sections}
    assert all(said[key] for key in said if key != "clauses")
    assert said["incidents"] == "Aucun incident n’a été signalé dans cette période."
    assert empty.figure("empreinte.energie").said == "non estimé"
    assert not RightsRequest.objects.exists()


def test_what_nobody_counts_is_said_and_never_a_zero(cast):
    found = draft(cast)
    for key, said in (("charte.formations", "non suivi dans Garant"), ("couts.montants", "non renseigné")):
        assert (found.figure(key).value, found.figure(key).said) == (None, said)


def test_every_figure_names_a_query_that_exists_and_a_key_of_its_own(cast):
    figures = list(draft(cast).every())
    assert len({figure.key for figure in figures}) == len(figures) > 50
    for figure in figures:
        if figure.query:
            module, _, name = figure.query.rpartition(".")
            assert callable(getattr(importlib.import_module(module), name)), figure.key
        else:
            assert figure.value is None
        assert figure.method.endswith("."), figure.key


def test_a_report_read_again_from_the_database_says_the_same(cast):
    submit_need(cast.world.alice, NEED, now=NOW)
    found = draft(cast)
    written = json.dumps(found.to_mapping())
    again = Content.from_mapping(json.loads(written))
    assert json.dumps(again.to_mapping()) == written
    assert again.figure("usages.deposes") == found.figure("usages.deposes")


def test_energy_carbon_and_water_are_sums_of_bounds(cast, gateway):
    gateway.serves(**ESTIMATED)
    gateway.serves(**ESTIMATED)
    gateway.serves()  # not estimated: counted, and adds no figure
    gateway.serves(at=BEFORE, **ESTIMATED)
    collect()
    found = draft(cast)
    energy, water = found.figure("empreinte.energie"), found.figure("empreinte.eau")
    assert (energy.value, energy.high) == (pytest.approx(0.002), pytest.approx(0.004))
    assert (water.value, water.high) == (pytest.approx(0.006), pytest.approx(0.01))
    assert energy.said == "de 0,002 à 0,004\u00a0kWh"
    assert "ecologits 0.11.3" in energy.method
    assert found.figure("empreinte.estimees").said == "2 sur 3 (67\u00a0%)"
    assert found.figure("demandes.zone.internal").value == 3


def test_an_older_journal_without_water_is_not_estimated_rather_than_dry(cast, gateway):
    gateway.serves(**{name: used for name, used in ESTIMATED.items() if not name.startswith("litres")})
    collect()
    assert draft(cast).figure("empreinte.eau").said == "non estimé"
    assert draft(cast).figure("empreinte.energie").value == pytest.approx(0.001)


def test_four_people_are_too_few_for_their_requests_to_be_told_and_five_are_not(cast, gateway):
    gateway.serves(**ESTIMATED)
    collect()
    assert draft(cast).figure("demandes.examinees").value == 1
    cast.referent.is_active = False
    cast.referent.save()
    found = draft(cast)
    assert found.figure("demandes.examinees").value is None
    assert found.figure("empreinte.energie").value is None


def clauses_said(cast):
    section = next(each for each in draft(cast).sections if each.key == "clauses")
    return " ".join(row[2] for row in section.listings[0].rows)


def test_of_four_people_no_clause_tells_how_often_it_was_applied(cast, gateway):
    gateway.serves()
    collect()
    told = clauses_said(cast)
    assert "non montré" not in told
    assert re.search(r"\d", told)
    cast.world.bruno.is_active = False
    cast.world.bruno.save()
    kept = clauses_said(cast)
    assert "non montré : groupe de moins de 5 personnes" in kept
    assert not re.search(r"\d", kept.replace("moins de 5", ""))


def test_thirty_uses_cost_no_more_queries_than_one(cast):
    submit_need(cast.world.alice, NEED, now=NOW)
    draft(cast)
    with CaptureQueriesContext(connection) as one:
        draft(cast)
    for _ in range(29):
        submit_need(cast.world.alice, NEED, now=NOW)
    with CaptureQueriesContext(connection) as thirty:
        draft(cast)
    assert len(thirty) == len(one)


def test_numbers_are_french():
    assert number_french(12345) == "12\u202f345"
    assert number_french(0.00421) == "0,00421"
    assert number_french(0.0000042) == "0,0000042"
    assert span_french(Interval(1, 1), "kWh") == "1\u00a0kWh"


def test_a_whole_year_is_named_by_its_number_and_any_other_by_its_days():
    year = Period(date(2025, 1, 1), date(2025, 12, 31), PERIOD.zone)
    assert year.french == "l’année 2025"
    assert Period(date(2025, 1, 2), date(2025, 12, 31), PERIOD.zone).french.startswith(
        "la période du 2 janvier"
    )
    assert year.days == 365
    assert PERIOD.until == UNTIL
