"""One waiting line for each person, without content; each reads their own."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from garant.directory.errors import NotFound
from garant.directory.kinds import Role
from garant.notifications import queries
from garant.notifications.actions import (
    erase_notices,
    forget_old,
    notify,
    read_all,
    read_notice,
    remind,
)
from garant.notifications.errors import NoticeAddressElsewhere, NoticeHoldsContent, NoticeKindUnknown
from garant.notifications.kinds import all_kinds
from garant.notifications.models import Notice
from world import join

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def tell(organisation, **more):
    return notify(
        organisation,
        **{
            "roles": (Role.DPO,),
            "code": "incident-reported",
            "record": "incident:1",
            "address": "/incidents/",
            "facts": {"number": 12},
            "now": NOW,
            **more,
        },
    )


def test_the_role_is_told_and_nobody_else(world):
    assert tell(world.departement) == 1
    assert queries.unread_count(world.bruno) == 1
    assert [line.sentence for line in queries.notices_of(world.bruno)] == [
        "Incident n° 12 signalé\u00a0: réponse attendue de vous."
    ]
    for other in (world.alice, world.claire, world.chloe, world.david):
        assert queries.unread_count(other) == 0


def test_someone_named_twice_is_told_once(world):
    rssi_and_dpo = join(world.departement, "fatou", "Fatou Ba", Role.DPO, Role.RSSI)
    assert tell(world.departement, roles=(Role.DPO, Role.RSSI), people=[rssi_and_dpo, world.alice]) == 3
    assert queries.unread_count(rssi_and_dpo) == 1


def test_neither_an_outsider_nor_a_closed_account_is_told(world):
    world.alice.is_active = False
    assert tell(world.departement, roles=(), people=[world.chloe, world.alice]) == 0


@pytest.mark.parametrize("fact", ["Mme Durand est venue", "a@b.fr", "", True])
def test_what_could_be_content_is_refused(world, fact):
    with pytest.raises(NoticeHoldsContent):
        tell(world.departement, facts={"number": fact})
    assert not Notice.objects.exists()


def test_a_date_is_read_in_french(world):
    tell(world.departement, code="rights-due", facts={"number": 3, "due": "2026-12-01"})
    assert queries.notices_of(world.bruno)[0].sentence.endswith("due le 1er décembre 2026.")


@pytest.mark.parametrize("address", ["https://ailleurs.example/", "//ailleurs.example", "/\\ailleurs", ""])
def test_a_notice_leads_nowhere_else(world, address):
    with pytest.raises(NoticeAddressElsewhere):
        tell(world.departement, address=address)


def test_an_unknown_kind_is_refused(world):
    with pytest.raises(NoticeKindUnknown):
        tell(world.departement, code="inconnue")


def test_each_kind_has_a_sentence_that_lives_without_its_facts():
    for kind in all_kinds().values():
        assert kind.line({})
        assert kind.counted(1) != kind.counted(2)


def test_opening_marks_it_and_leads_to_the_record(world, signed_in):
    tell(world.departement)
    notice = Notice.objects.get()
    answer = signed_in(world.bruno).post(f"/notifications/{notice.id}/")
    assert answer["location"] == "/incidents/"
    assert queries.unread_count(world.bruno) == 0


def test_nobody_opens_the_notice_of_another(world, signed_in):
    tell(world.departement)
    notice = Notice.objects.get()
    for other in (world.alice, world.claire, world.chloe, world.david):
        with pytest.raises(NotFound):
            read_notice(other, notice.id)
        assert signed_in(other).post(f"/notifications/{notice.id}/").status_code == 404
        assert read_all(other) == 0
        assert "n° 12" not in signed_in(other).get("/notifications/").content.decode()
    assert queries.unread_count(world.bruno) == 1


def test_a_visitor_signs_in_first(world):
    assert Client().get("/notifications/")["location"].startswith("/connexion/")


def test_the_page_lists_marks_all_and_keeps_the_choice(world, signed_in):
    tell(world.departement)
    bruno = signed_in(world.bruno)
    assert "1 notification non lue" in bruno.get("/notifications/").content.decode()
    assert bruno.post("/notifications/lues/").status_code == 302
    assert "0 notification non lue" in bruno.get("/notifications/").content.decode()
    assert queries.wants_digest(world.bruno)
    bruno.post("/notifications/courriel/", {})
    assert not queries.wants_digest(world.bruno)
    bruno.post("/notifications/courriel/", {"digest": "on"})
    assert queries.wants_digest(world.bruno)


def test_a_reminder_is_given_once_for_each_date(world):
    def again(due):
        return remind(
            world.departement,
            roles=(Role.DPO,),
            code="rights-due",
            record="rights-request:1",
            address="/registres/droits/",
            due=due,
            facts={"number": 4},
        )

    assert [again(date(2026, 12, 1)), again(date(2026, 12, 1)), again(date(2026, 12, 2))] == [
        True,
        False,
        True,
    ]
    assert queries.unread_count(world.bruno) == 2
    assert "2 décembre 2026" in queries.notices_of(world.bruno)[0].sentence


def test_what_was_read_long_ago_is_forgotten_and_what_was_not_stays(world):
    tell(world.departement, people=[world.alice])
    read_all(world.alice, now=NOW)
    assert forget_old(now=NOW + timedelta(days=179)) == 0
    assert forget_old(now=NOW + timedelta(days=181)) == 1
    assert queries.unread_count(world.bruno) == 1


def test_erasure_takes_ones_own_and_leaves_the_rest(world):
    tell(world.departement, people=[world.alice])
    assert erase_notices(world.alice) == 1
    assert (queries.notices_count(world.alice), queries.notices_count(world.bruno)) == (0, 1)
