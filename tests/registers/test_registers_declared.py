"""Declared uses: told without blame, answered with what is approved, counted without anyone in the counts."""

from datetime import UTC, datetime

import pytest

from garant.directory.errors import NotAllowed, NotFound, PersonInactive
from garant.directory.kinds import Role
from garant.history.queries import versions_of
from garant.journal import RecordChanged
from garant.notifications.queries import notices_of
from garant.registers.declared.actions import answer_use, declare_use
from garant.registers.declared.queries import declared_by_service, declared_by_tool
from garant.registers.declared.shelf import DECLARED_USES
from garant.registers.shelf.actions import amend, named
from garant.registers.shelf.errors import AlternativeUnknown, NoteMissing, RecordClosed
from garant.registers.shelf.exporting import export
from garant.registers.shelf.models import Record
from world import join

NOW = datetime(2026, 11, 20, 10, 37, tzinfo=UTC)
LIST = "/registres/usages-declares/"
TOLD = {"purpose": "Résumer des notes", "data": ("internal",), "frequency": "weekly", "service": "DRH"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def denis(world):
    return join(world.departement, "denis", "Denis Faure", Role.DSI)


def tell(person, **more):
    return declare_use(person, tool="ChatGPT", **{"values": TOLD, "now": NOW, **more})


def test_an_agent_tells_it_and_the_dsi_answers_with_an_approved_system(world, denis, signed_in):
    alice = signed_in(world.alice)
    given = {
        "title": "ChatGPT",
        "purpose": "Résumer",
        "data": ["internal"],
        "frequency": "weekly",
        "service": "DRH",
    }
    address = alice.post(f"{LIST}nouveau/", given)["location"]
    assert "À répondre" in alice.get(address).content.decode()
    page = signed_in(denis).get(address).content.decode()
    assert "Assistant interne" in page
    answer = signed_in(denis).post(
        f"{address}repondre/", {"revision": 1, "note": "Essayez notre assistant.", "system": "iris"}
    )
    assert answer.status_code == 302
    page = alice.get(address).content.decode()
    assert "Essayez notre assistant." in page
    assert "/systemes/iris/" in page


def test_anonymous_keeps_nobody_anywhere(world, denis, signed_in, journalled):
    given = {"title": "ChatGPT", "purpose": "Résumer", "anonymous": "on"}
    answer = signed_in(world.alice).post(f"{LIST}nouveau/", given)
    assert answer["location"] == LIST
    record = Record.objects.get()
    assert (record.author, record.owner) == (None, None)
    assert (record.created_at.second, record.created_at.microsecond) == (0, 0)
    entry = journalled()[-1]
    assert isinstance(entry, RecordChanged)
    assert entry.person == "anonymous"
    assert [version.by for version in versions_of(denis, named(DECLARED_USES, record))] == [""]
    everything = repr(list(Record.objects.values())) + repr(journalled()[-1])
    assert str(world.alice.id) not in everything
    assert signed_in(world.alice).get(record.get_absolute_url()).status_code == 404


def test_the_hour_of_an_anonymous_word_is_not_kept_and_that_of_another_is(world):
    anonymous, named_one = tell(world.alice, anonymous=True), tell(world.alice)
    assert (anonymous.created_at.minute, anonymous.amended_at.minute) == (0, 0)
    assert anonymous.created_at != NOW
    assert named_one.created_at == NOW


def test_a_colleague_and_another_organisation_see_nothing(world, denis, signed_in):
    record = tell(world.alice)
    colleague = join(world.departement, "eric", "Éric")
    for person in (colleague, world.chloe, world.david):
        browser = signed_in(person)
        assert browser.get(record.get_absolute_url()).status_code == 404
        assert "ChatGPT" not in browser.get(LIST).content.decode()
        assert b"ChatGPT" not in browser.get(f"{LIST}export.csv").content
        with pytest.raises(NotFound):
            answer_use(person, record.id, answer="Non", system="", revision=1)


@pytest.mark.parametrize("role", [Role.DPO, Role.RSSI, Role.REFERENT, Role.DGS, Role.AUDITOR])
def test_who_reads_them_all_does_not_answer(world, signed_in, role):
    record = tell(world.alice)
    reader = join(world.departement, "lou", "Lou", role)
    assert signed_in(reader).get(record.get_absolute_url()).status_code == 200
    assert signed_in(reader).get(LIST).status_code == 200
    with pytest.raises(NotAllowed):
        answer_use(reader, record.id, answer="Non", system="", revision=1)
    assert (
        signed_in(reader)
        .post(f"{record.get_absolute_url()}repondre/", {"revision": 1, "note": "x"})
        .status_code
        == 403
    )


def test_nobody_rewrites_what_someone_told(world, denis):
    record = tell(world.alice)
    with pytest.raises(RecordClosed):
        amend(denis, DECLARED_USES, record.id, title="Autre", values={}, revision=1)
    assert Record.objects.get().title == "ChatGPT"


def test_its_author_may_until_it_is_answered(world, denis):
    record = tell(world.alice)
    amend(world.alice, DECLARED_USES, record.id, title="Claude", values={}, revision=1)
    answer_use(denis, record.id, answer="Oui", system="", revision=2)
    with pytest.raises(RecordClosed):
        amend(world.alice, DECLARED_USES, record.id, title="Autre", values={}, revision=3)


def test_an_alternative_must_be_approved_and_an_answer_has_words(world, denis):
    record = tell(world.alice)
    with pytest.raises(AlternativeUnknown):
        answer_use(denis, record.id, answer="Essayez", system="inconnu", revision=1)
    with pytest.raises(NoteMissing):
        answer_use(denis, record.id, answer=" ", system="iris", revision=1)
    assert Record.objects.get().state == "declared"


def test_an_export_names_nobody(world, denis):
    tell(world.alice)
    data = export(denis, DECLARED_USES, "csv")
    assert "Résumer des notes".encode() in data
    assert world.alice.full_name.encode() not in data
    assert str(world.alice.id).encode() not in data


def test_counts_are_by_service_and_small_ones_are_hidden(world, denis):
    for _ in range(5):
        tell(world.alice, values={**TOLD, "service": "Drh"}, anonymous=True)
    tell(world.alice, values={**TOLD, "service": "DRH"})
    tell(world.alice, values={**TOLD, "service": "Voirie"})
    assert [(line.name, line.number) for line in declared_by_service(denis)] == [("Drh", 6), ("Voirie", None)]
    assert [(line.name, line.number) for line in declared_by_tool(denis)] == [("ChatGPT", 7)]
    with pytest.raises(NotAllowed):
        declared_by_service(world.alice)
    assert declared_by_service(join(world.region, "rene", "René", Role.DSI)) == []


def test_the_counts_stand_on_the_page_of_who_reads_all_and_of_no_agent(world, denis, signed_in):
    tell(world.alice)
    assert "moins de 5" in signed_in(denis).get(LIST).content.decode()
    assert "moins de 5" not in signed_in(world.alice).get(LIST).content.decode()


def test_someone_whose_account_was_closed_tells_nothing(world):
    world.alice.is_active = False
    with pytest.raises(PersonInactive):
        tell(world.alice)


def test_what_is_missing_is_asked_for(world, signed_in):
    assert signed_in(world.alice).post(f"{LIST}nouveau/", {"title": "ChatGPT"}).status_code == 400
    assert Record.objects.count() == 0


def test_no_name_is_shown_to_anyone_but_its_author(world, denis, signed_in):
    record = tell(world.alice)
    answer_use(denis, record.id, answer="Oui", system="", revision=1)
    readers = [denis, world.bruno, join(world.departement, "diane", "Diane", Role.DGS)]
    for reader in readers:
        page = signed_in(reader).get(record.get_absolute_url()).content.decode()
        assert "Version 2" in page
        assert world.alice.full_name not in page
        assert world.alice.full_name not in signed_in(reader).get(f"{LIST}imprimer/").content.decode()
    assert (
        f", {world.alice.full_name}" in signed_in(world.alice).get(record.get_absolute_url()).content.decode()
    )


def test_who_answers_is_told_and_then_who_asked(world, denis):
    def said(person):
        return [line.sentence for line in notices_of(person)]

    told = tell(world.alice)
    assert said(denis) == ["Usage n° 1 déclaré\u00a0: une réponse est attendue de vous."]
    assert said(world.alice) == said(world.david) == []
    answer_use(denis, told.id, answer="Prenez l’assistant.", system="", revision=told.revision, now=NOW)
    assert said(world.alice) == ["Une réponse à votre usage déclaré n° 1 vous attend."]
    assert "ChatGPT" not in "".join(said(world.alice) + said(denis))


def test_an_anonymous_telling_notifies_nobody_since_a_notice_has_its_hour(world, denis):
    told = tell(world.alice, anonymous=True)
    answer_use(denis, told.id, answer="Prenez l’assistant.", system="", revision=told.revision, now=NOW)
    assert list(notices_of(denis)) == list(notices_of(world.alice)) == []
