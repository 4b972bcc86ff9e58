"""The legal desk: asked from any page, answered, published in other words; each sees what is theirs."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.directory.errors import NotAllowed, NotFound, PersonInactive
from garant.directory.kinds import Role
from garant.history.queries import versions_of
from garant.journal import RecordChanged, RecordMoved
from garant.notifications.queries import notices_of
from garant.registers.desk import queries
from garant.registers.desk.actions import amend, answer, ask, path_of, publish, withdraw
from garant.registers.desk.erasing import erase_questions
from garant.registers.desk.errors import (
    AnsweredMeanwhile,
    AnswerMissing,
    EntryChangedMeanwhile,
    EntryMissing,
    EntryWithdrawn,
    QuestionMissing,
)
from garant.registers.desk.models import Answer, Entry, Question
from world import join

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
WORDS = "Puis-je résumer la lettre de Mme Zébulonne ?"

pytestmark = pytest.mark.django_db


@pytest.fixture
def legal(world):
    return join(world.departement, "lina", "Lina Roy", Role.LEGAL)


@pytest.fixture
def auditor(world):
    return join(world.departement, "aude", "Aude Blanc", Role.AUDITOR)


@pytest.fixture
def question(world):
    return ask(world.alice, words=WORDS, page="/assistant/?q=secret", now=NOW)


@pytest.fixture
def entry(world):
    return publish(world.bruno, question="Résumer un courrier ?", answer="Oui, **pseudonymisé**.", now=NOW)


def test_a_question_is_sealed_and_the_desk_is_told(world, legal, question, journalled):
    assert "Zébulonne".encode() not in bytes(Question.objects.get().words)
    assert queries.words_of(world.alice, question) == WORDS
    for person in (world.bruno, legal):
        assert notices_of(person)[0].sentence == "Question n° 1 posée au guichet."
    assert notices_of(world.claire) == []


def test_the_journal_names_it(world, journalled):
    asked = ask(world.alice, words=WORDS, now=NOW)
    assert journalled()[-1] == RecordChanged(
        organisation="departement-essai",
        person=str(world.alice.id),
        record=f"desk-question:{asked.id}",
        change="created",
    )


def test_only_the_path_of_the_page_is_kept(question):
    assert question.page == "/assistant/"


@pytest.mark.parametrize(
    ("page", "path"),
    [
        ("/systemes/iris/", "/systemes/iris/"),
        ("https://garant.example/charte/?mot=secret#x", "/charte/"),
        ("javascript:alert(1)", ""),
        ("//ailleurs.example//x", ""),
        ("http://[cassé", ""),
        ("", ""),
    ],
)
def test_an_address_gives_its_path_or_nothing(page, path):
    assert path_of(page) == path


@given(st.text())
def test_whatever_the_page_is_no_query_remains(page):
    path = path_of(page)
    assert path == "" or (path.startswith("/") and "?" not in path and len(path) <= 300)


def test_an_empty_question_is_refused(world):
    with pytest.raises(QuestionMissing):
        ask(world.alice, words=" \n")
    world.alice.is_active = False
    with pytest.raises(PersonInactive):
        ask(world.alice, words=WORDS)
    assert not Question.objects.exists()


def test_the_desk_answers_and_the_asker_is_told(world, legal, question, journalled):
    answer(legal, question.id, words="Oui.", after=0, now=NOW)
    assert notices_of(world.alice)[0].sentence == "Le guichet a répondu à votre question n° 1."
    assert [said.words for said in queries.answers_to(world.alice, question)] == ["Oui."]
    assert isinstance(journalled()[-1], RecordMoved)
    assert b"Oui" not in bytes(Answer.objects.get().words)


def test_a_correction_keeps_the_former_answer(world, legal, question):
    answer(legal, question.id, words="Oui.", after=0, now=NOW)
    answer(world.bruno, question.id, words="Oui, sans le nom.", after=1, now=NOW + timedelta(hours=1))
    assert [said.words for said in queries.answers_to(world.alice, question)] == ["Oui, sans le nom.", "Oui."]
    assert Question.objects.get().answered_at == NOW


def test_of_two_who_answer_at_once_the_second_is_told(world, legal, question, signed_in):
    answer(legal, question.id, words="Oui.", after=0)
    with pytest.raises(AnsweredMeanwhile):
        answer(world.bruno, question.id, words="Non.", after=0)
    page = signed_in(world.bruno).post(
        f"{question.get_absolute_url()}repondre/", {"after": 0, "words": "Non."}
    )
    assert page.status_code == 409
    assert "Non." in page.content.decode()
    with pytest.raises(AnswerMissing):
        answer(world.bruno, question.id, words=" ", after=1)


def test_each_sees_their_own_the_desk_all_of_them_audit_too(world, legal, auditor, question):
    other = ask(world.claire, words="Autre chose.", now=NOW)
    assert queries.questions_visible_to(world.alice) == [question]
    assert queries.questions_visible_to(world.claire) == [other]
    for reader in (world.bruno, legal, auditor):
        assert {each.number for each in queries.questions_visible_to(reader)} == {1, 2}
    assert queries.unanswered_count(world.bruno) == 2
    assert (queries.unanswered_count(auditor), queries.unanswered_count(world.alice)) == (0, 0)


def test_questions_are_found_without_accents(world, question):
    assert queries.questions_visible_to(world.bruno, "RESUMER zebulonne") == [question]
    assert queries.questions_visible_to(world.bruno, "resumer tableau") == []


@pytest.mark.parametrize("name", ["claire", "chloe", "david"])
def test_a_colleague_and_an_outsider_read_nothing(world, question, signed_in, name):
    person = getattr(world, name)
    assert queries.questions_visible_to(person) == []
    for read in (queries.words_of, queries.answers_to, queries.entries_from):
        with pytest.raises(NotFound):
            read(person, question)
    page = signed_in(person).get(question.get_absolute_url())
    assert page.status_code == 404
    assert "Zébulonne" not in page.content.decode()


def test_only_the_desk_answers_and_publishes(world, auditor, question, entry, signed_in):
    for person in (world.alice, world.claire, world.chloe, auditor):
        for verb in (
            lambda who: answer(who, question.id, words="x", after=0),
            lambda who: publish(who, question="x", answer="y"),
            lambda who: amend(who, entry.id, question="x", answer="y", revision=0),
            lambda who: withdraw(who, entry.id, revision=0),
        ):
            with pytest.raises(NotAllowed):
                verb(person)
        browser = signed_in(person)
        assert browser.post(f"{question.get_absolute_url()}repondre/", {}).status_code == 403
        assert browser.get("/guichet/publier/").status_code == 403
        assert browser.get(f"{entry.get_absolute_url()}modifier/").status_code == 403
        assert browser.post(f"{entry.get_absolute_url()}retirer/", {}).status_code == 403


def test_the_desk_of_another_organisation_finds_nothing(world, question, entry, signed_in):
    for verb in (
        lambda: answer(world.david, question.id, words="x", after=0),
        lambda: publish(world.david, question="x", answer="y", source=question.id),
        lambda: amend(world.david, entry.id, question="x", answer="y", revision=0),
        lambda: withdraw(world.david, entry.id, revision=0),
        lambda: queries.entry_visible_to(world.david, entry.id),
    ):
        with pytest.raises(NotFound):
            verb()
    assert queries.entries(world.david) == queries.entries(world.chloe) == []
    assert signed_in(world.david).get(entry.get_absolute_url()).status_code == 404


def test_everyone_of_the_house_finds_what_is_published_without_accents(world, entry):
    for person in (world.alice, world.claire):
        assert queries.entries(person, "RESUME pseudonymise") == [entry]
        assert queries.entries(person, "resume tableau") == []


def test_an_amended_entry_keeps_what_it_said(world, entry):
    amend(world.bruno, entry.id, question="Résumer un courrier ?", answer="Non.", revision=0)
    assert [each.values["Réponse"] for each in versions_of(world.bruno, entry.record)] == [
        "Non.",
        "Oui, **pseudonymisé**.",
    ]
    assert queries.entries(world.alice, "pseudonymise") == []
    with pytest.raises(EntryChangedMeanwhile):
        amend(world.bruno, entry.id, question="Q", answer="R", revision=0)
    with pytest.raises(EntryMissing):
        amend(world.bruno, entry.id, question="Q", answer=" ", revision=1)


def test_what_is_withdrawn_is_read_by_the_desk_alone(world, auditor, entry):
    with pytest.raises(EntryChangedMeanwhile):
        withdraw(world.bruno, entry.id, revision=7)
    withdraw(world.bruno, entry.id, revision=0)
    assert queries.entries(world.alice) == []
    with pytest.raises(NotFound):
        queries.entry_visible_to(world.alice, entry.id)
    assert queries.entry_visible_to(auditor, entry.id) == entry
    with pytest.raises(EntryWithdrawn):
        amend(world.bruno, entry.id, question="Q", answer="R", revision=1)


def test_erasing_the_questions_of_someone_leaves_what_was_published(world, question):
    kept = publish(world.bruno, question="Q ?", answer="R.", source=question.id, now=NOW)
    ask(world.claire, words="Autre chose.", now=NOW)
    assert erase_questions(world.alice) == 1
    assert [each.asker for each in Question.objects.all()] == [world.claire]
    assert Entry.objects.get(id=kept.id).source is None


def test_the_pages_carry_a_question_to_everyone(world, legal, signed_in):
    alice, lina = signed_in(world.alice), signed_in(legal)
    assert "/charte/" in alice.get("/guichet/nouvelle/?page=/charte/%3Fmot=x").content.decode()
    assert alice.post("/guichet/nouvelle/", {"words": ""}).status_code == 400
    address = alice.post("/guichet/nouvelle/", {"words": WORDS, "page": "/charte/"})["location"]
    assert "pas encore répondu" in alice.get(address).content.decode()
    assert "En attente" in lina.get("/guichet/").content.decode()
    assert lina.post(f"{address}repondre/", {"after": 0, "words": "Oui, sans le nom."}).status_code == 302
    assert "Oui, sans le nom." in alice.get(address).content.decode()
    assert "Zébulonne" in lina.get(f"{address}publier/").content.decode()
    given = {"question": "Résumer une lettre ?", "answer": "Oui, **sans** le nom."}
    published = lina.post(f"{address}publier/", given)["location"]
    claire = signed_in(world.claire)
    page = claire.get("/guichet/?text=resumer").content.decode()
    assert "Résumer une lettre" in page
    assert "Zébulonne" not in page
    assert "<strong>sans</strong>" in claire.get(published).content.decode()
    assert lina.post(f"{published}modifier/", {**given, "answer": "Non.", "revision": 0}).status_code == 302
    assert lina.post(f"{published}modifier/", {**given, "answer": "Non.", "revision": 0}).status_code == 409
    assert lina.post(f"{published}retirer/", {"revision": 1}).status_code == 302
    assert claire.get(published).status_code == 404
