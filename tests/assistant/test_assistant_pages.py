"""The pages and the actions, actor by actor."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from garant.assistant import actions, queries
from garant.assistant.actions import settle_answer, settle_question, write_message
from garant.assistant.errors import ConversationUnknown, MentionUnknown
from garant.assistant.facts import Answer, Decision
from garant.assistant.mentions import Level
from garant.assistant.models import Conversation, Message, State
from garant.assistant.received import Part
from garant.assistant.sealed import open_sealed
from garant.assistant.sweeping import Sweeper
from garant.directory.actions import change_password, reset_password
from garant.directory.errors import NotFound
from garant.directory.journal import journal_directory
from garant.directory.models import Person
from garant.directory.sealing import SealBroken
from garant.journal import read_entries
from garant.registers.queries import incidents_visible_to, words_of
from garant.words import Action
from world import World

Browser = Callable[[Person], Client]


@dataclass(frozen=True)
class Talk:
    """A conversation with one answered question."""

    id: uuid.UUID
    question: uuid.UUID
    answer: uuid.UUID


def talk(
    person: Person, *, text: str = "Écris à Jeanne Lefèvre", system: str = "iris", now: datetime | None = None
) -> Talk:
    pending = write_message(person, text=text, system=system, now=now)
    decision = Decision(asked=pending.asked, served=pending.asked, action=Action.ALLOW)
    settle_question(pending, decision, state=State.SENT, sent=(Part("user", text),))
    answer = settle_answer(
        pending, "Chère **Jeanne**,", Answer(served=pending.asked), state=State.WHOLE, now=now
    )
    assert answer is not None
    return Talk(pending.conversation, pending.message, answer)


def entries(kind: str) -> list[Any]:
    return [record.entry for record in read_entries(journal_directory()) if record.entry.kind == kind]


# ---------------------------------------------------------------- reading


def test_the_owner_reads_the_conversation_and_its_markdown(world: World, signed_in: Browser) -> None:
    one = talk(world.alice)
    html = signed_in(world.alice).get(reverse("assistant:conversation", args=[one.id])).content.decode()
    assert "Écris à Jeanne Lefèvre" in html
    assert "<strong>Jeanne</strong>" in html


def test_nobody_else_reads_it_neither_dpo_nor_administrator_nor_the_other_side(
    world: World, signed_in: Browser
) -> None:
    one = talk(world.alice)
    gets = [
        reverse("assistant:conversation", args=[one.id]),
        reverse("assistant:delete", args=[one.id]),
        reverse("assistant:report", args=[one.answer]),
    ]
    posts = [
        reverse("assistant:rename", args=[one.id]),
        reverse("assistant:delete", args=[one.id]),
        reverse("assistant:see-questions", args=[one.id]),
        reverse("assistant:copy", args=[one.answer]),
        reverse("assistant:report", args=[one.answer]),
    ]
    for stranger in (world.bruno, world.claire, world.chloe, world.david):
        browser = signed_in(stranger)
        for address in gets:
            assert browser.get(address).status_code == 404, address
        for address in posts:
            answer = browser.post(
                address, {"title": "À moi", "level": "idea", "category": "other", "description": "x"}
            )
            assert answer.status_code == 404, address
            assert "Lefèvre" not in answer.content.decode()
    assert queries.conversation_of(world.alice, one.id).title == "Écris à Jeanne Lefèvre"


def test_a_row_moved_under_another_owner_does_not_open(world: World) -> None:
    one = talk(world.alice)
    Conversation.objects.filter(id=one.id).update(owner=world.bruno)
    with pytest.raises(SealBroken):
        queries.conversation_of(world.bruno, one.id)


def test_a_text_moved_to_another_message_does_not_open(world: World) -> None:
    one = talk(world.alice)
    body = Message.objects.get(id=one.question).body_sealed
    Message.objects.filter(id=one.answer).update(body_sealed=body)
    with pytest.raises(SealBroken):
        queries.conversation_of(world.alice, one.id)


def test_the_list_holds_ones_own_alone(world: World) -> None:
    talk(world.alice)
    talk(world.chloe, system="chat")
    assert len(queries.conversations_of(world.alice)) == 1
    assert queries.conversations_of(world.bruno) == []


def test_who_is_not_signed_in_signs_in_first(client: Client, world: World) -> None:
    answer = client.get("/assistant/")
    assert answer.status_code == 302
    assert "/connexion/" in answer["location"]


def test_the_first_use_begins_with_the_charter(world: World, signed_in: Browser) -> None:
    world.alice.acknowledgements.all().delete()  # type: ignore[attr-defined]
    answer = signed_in(world.alice).get("/assistant/")
    assert answer.status_code == 302
    assert answer["location"] == reverse("directory:acknowledgement")


def test_the_page_offers_the_systems_of_ones_own_organisation(world: World, signed_in: Browser) -> None:
    html = signed_in(world.alice).get("/assistant/").content.decode()
    assert "Assistant interne" in html
    assert "Service externe" in html
    assert "Reçoit un pseudonyme à la place" in html
    region = signed_in(world.chloe).get("/assistant/").content.decode()
    assert "Service externe" not in region


def test_no_page_has_a_script_or_a_style_within(world: World, signed_in: Browser) -> None:
    one = talk(world.alice)
    browser = signed_in(world.alice)
    for address in ("/assistant/", reverse("assistant:conversation", args=[one.id])):
        html = browser.get(address).content.decode()
        assert "<style" not in html
        assert " style=" not in html
        assert " on" not in {part[:3] for part in html.split("<script")[1:]}
        assert all("src=" in tag.split(">")[0] for tag in html.split("<script")[1:])


# ---------------------------------------------------------------- the preview


def preview(browser: Client, **form: str) -> Any:
    return browser.post("/assistant/apercu/", form, headers={"accept": "application/json"}).json()


def test_marks_are_counted_as_the_browser_counts_characters(world: World, signed_in: Browser) -> None:
    text = "🙂🙂 Mme Jeanne Lefèvre"
    told = preview(signed_in(world.alice), text=text, system="service-externe")
    (mark,) = told["marks"]
    units = text.encode("utf-16-le")
    assert units[2 * mark["start"] : 2 * mark["end"]].decode("utf-16-le") == "Jeanne Lefèvre"
    assert told["action"] == "pseudonymise"
    assert "/charte/#clause-donnees" in told["html"]


def test_line_breaks_of_a_form_do_not_move_the_marks(world: World, signed_in: Browser) -> None:
    told = preview(
        signed_in(world.alice), text="Bonjour,\r\n\r\nMme Jeanne Lefèvre", system="service-externe"
    )
    assert told["marks"][0]["start"] == len("Bonjour,\n\nMme ")


def test_a_text_without_personal_data_is_told_so_with_care(world: World, signed_in: Browser) -> None:
    told = preview(signed_in(world.alice), text="Résume ce règlement.", system="service-externe")
    assert told["marks"] == []
    assert "relisez-vous" in told["headline"]


def test_what_the_conversation_holds_already_counts(world: World, signed_in: Browser) -> None:
    one = talk(world.alice, text="L’allocataire CAF n° 1234567 A attend.")
    told = preview(signed_in(world.alice), text="Merci.", system="service-externe", conversation=str(one.id))
    assert told["action"] == "reroute"
    assert "La conversation repart en entier" in told["html"]
    alone = preview(signed_in(world.alice), text="Merci.", system="service-externe")
    assert alone["action"] == "allow"


def test_a_preview_reads_nobody_elses_conversation(world: World, signed_in: Browser) -> None:
    one = talk(world.alice, text="L’allocataire CAF n° 1234567 A attend.")
    told = preview(signed_in(world.bruno), text="Merci.", system="service-externe", conversation=str(one.id))
    assert told["error"]["code"] == "assistant_conversation_unknown"


def test_a_preview_stores_nothing(world: World, signed_in: Browser) -> None:
    preview(signed_in(world.alice), text="Mme Jeanne Lefèvre", system="iris")
    assert Conversation.objects.count() == 0


# ---------------------------------------------------------------- deleting


def test_the_owner_deletes_at_once_and_the_journal_knows_it(world: World, signed_in: Browser) -> None:
    one = talk(world.alice)
    before = len(entries("conversation.deleted"))
    browser = signed_in(world.alice)
    assert (
        "Supprimer cette conversation"
        in browser.get(reverse("assistant:delete", args=[one.id])).content.decode()
    )
    assert Conversation.objects.count() == 1
    browser.post(reverse("assistant:delete", args=[one.id]))
    assert Conversation.objects.count() == Message.objects.count() == 0
    (deleted,) = entries("conversation.deleted")[before:]
    assert (deleted.person, deleted.reason) == (str(world.alice.id), "owner")


def test_deleting_everything_deletes_ones_own_alone(world: World, signed_in: Browser) -> None:
    talk(world.alice)
    talk(world.alice)
    talk(world.bruno)
    signed_in(world.alice).post(reverse("assistant:delete-all"))
    assert [row.owner for row in Conversation.objects.all()] == [world.bruno]


def test_retention_hides_then_sweeps_and_names_its_clause(world: World) -> None:
    now = timezone.now()
    old = talk(world.alice, now=now - timedelta(days=30, minutes=1))
    young = talk(world.alice, now=now - timedelta(days=29, hours=23))
    before = len(entries("conversation.deleted"))
    with pytest.raises(ConversationUnknown):
        queries.conversation_of(world.alice, old.id)
    assert [line.id for line in queries.conversations_of(world.alice)] == [young.id]

    assert actions.sweep_conversations(now=now) == 1

    assert [row.id for row in Conversation.objects.all()] == [young.id]
    (deleted,) = entries("conversation.deleted")[before:]
    assert (deleted.reason, deleted.clause) == ("retention", "conservation")
    assert actions.sweep_conversations(now=now) == 0


def test_the_sweeper_sweeps_and_outlives_a_trouble(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    talk(world.alice, now=timezone.now() - timedelta(days=31))
    sweeper = Sweeper()
    with monkeypatch.context() as broken:
        broken.setattr("garant.assistant.sweeping.sweep_conversations", _raising)
        assert sweeper.sweep() == 0
    assert Conversation.objects.count() == 1
    assert sweeper.sweep() == 1


def _raising() -> int:
    raise ConversationUnknown


def test_opening_the_assistant_sweeps_ones_own(world: World, signed_in: Browser) -> None:
    long_ago = timezone.now() - timedelta(days=31)
    talk(world.alice, now=long_ago)
    other = talk(world.bruno, now=long_ago)
    signed_in(world.alice).get("/assistant/")
    assert [row.id for row in Conversation.objects.all()] == [other.id]


def test_a_password_given_by_the_administrator_opens_no_conversation(
    world: World, signed_in: Browser
) -> None:
    secret = talk(world.alice)
    reset_password(world.claire, world.alice.id)
    again = Person.objects.get(id=world.alice.id)
    change_password(again, password="celle que Claire a choisie ensuite")
    assert signed_in(again).get(f"/assistant/conversations/{secret.id}/").status_code == 404
    assert queries.conversations_of(again) == []
    sealed = Conversation.objects.get(id=secret.id).title_sealed
    with pytest.raises(SealBroken):
        open_sealed(again, sealed, place="title", record=secret.id)
    assert actions.sweep_conversations() == 1
    assert entries("conversation.deleted")[-1].reason == "password_reset"


def test_a_password_that_its_owner_changes_keeps_the_conversations(world: World) -> None:
    kept = talk(world.alice)
    change_password(world.alice, password="une autre longue phrase de passe")
    assert [line.id for line in queries.conversations_of(world.alice)] == [kept.id]


def test_a_charter_without_retention_still_forgets(world: World) -> None:
    now = timezone.now()
    talk(world.chloe, system="chat", now=now - timedelta(days=31))
    assert actions.sweep_conversations(now=now) == 1


def test_an_answer_that_comes_after_the_deletion_is_not_kept(world: World) -> None:
    pending = write_message(world.alice, text="Bonjour", system="iris")
    actions.delete_conversation(world.alice, pending.conversation)
    settle_question(pending, Decision(asked=pending.asked), state=State.SENT)
    assert settle_answer(pending, "Trop tard", Answer(served=pending.asked), state=State.WHOLE) is None
    assert Message.objects.count() == 0


# ---------------------------------------------------------------- renaming, questions


def test_a_title_is_sealed_and_renamed_by_its_owner(world: World, signed_in: Browser) -> None:
    one = talk(world.alice)
    signed_in(world.alice).post(reverse("assistant:rename", args=[one.id]), {"title": "  Courrier   du 3 "})
    assert queries.conversation_of(world.alice, one.id).title == "Courrier du 3"
    assert b"Courrier" not in bytes(Conversation.objects.get().title_sealed)
    signed_in(world.alice).post(reverse("assistant:rename", args=[one.id]), {"title": "   "})
    assert queries.conversation_of(world.alice, one.id).title == "Courrier du 3"


def test_the_questions_of_the_charter_are_gone_through_once_for_a_conversation(world: World) -> None:
    before = len(entries("checklist.answered"))
    pending = write_message(world.alice, text="Bonjour", system="iris", questions_seen=True)
    actions.see_questions(world.alice, pending.conversation)
    (answered,) = entries("checklist.answered")[before:]
    assert (answered.person, answered.clause) == (str(world.alice.id), "relecture")
    assert queries.conversation_of(world.alice, pending.conversation).questions_seen_at is not None


def test_questions_that_were_not_ticked_stop_nobody(world: World) -> None:
    pending = write_message(world.alice, text="Bonjour", system="iris")
    assert queries.conversation_of(world.alice, pending.conversation).questions_seen_at is None


# ---------------------------------------------------------------- copying


def test_a_copy_bears_the_mention_and_is_journalled_once(world: World, signed_in: Browser) -> None:
    one = talk(world.alice)
    before = len(entries("content.copied"))
    told = signed_in(world.alice).post(
        reverse("assistant:copy", args=[one.answer]),
        {"level": "improvement", "reviewer": "Alice Martin-Roy"},
        headers={"accept": "application/json"},
    )
    assert told.json()["text"] == (
        "Chère **Jeanne**,\n\nCe contenu a été amélioré avec l’aide d’un outil d’IA (Assistant interne), "
        "relu par Alice Martin-Roy.\n"
    )
    (copied,) = entries("content.copied")[before:]
    assert (copied.level, copied.clause, copied.system) == ("improvement", "mention", "iris")


def test_no_copy_without_saying_what_the_ai_brought(world: World, signed_in: Browser) -> None:
    one = talk(world.alice)
    for level in ("", "everything"):
        answer = signed_in(world.alice).post(reverse("assistant:copy", args=[one.answer]), {"level": level})
        assert answer.status_code == 400
        assert "Jeanne" not in answer.content.decode()
    with pytest.raises(MentionUnknown):
        actions.copy_answer(world.alice, one.answer, level=None, reviewer="")


def test_where_the_charter_asks_for_no_mention_the_answer_is_copied_alone(world: World) -> None:
    one = talk(world.chloe, system="chat")
    assert actions.copy_answer(world.chloe, one.answer, level=None, reviewer="") == "Chère **Jeanne**,\n"
    with pytest.raises(MentionUnknown):
        actions.copy_answer(world.chloe, one.answer, level=Level.IDEA, reviewer="")


def test_a_question_is_not_copied_as_an_answer(world: World) -> None:
    one = talk(world.alice)
    with pytest.raises(ConversationUnknown):
        actions.copy_answer(world.alice, one.question, level=Level.IDEA, reviewer="")


def test_without_a_clipboard_a_page_holds_the_text_to_copy(world: World, signed_in: Browser) -> None:
    one = talk(world.alice)
    answer = signed_in(world.alice).post(reverse("assistant:copy", args=[one.answer]), {"level": "idea"})
    assert "relu par Alice Martin." in answer.content.decode()


# ---------------------------------------------------------------- reporting


def test_a_report_reaches_the_dpo_with_its_words_and_without_the_conversation(
    world: World, signed_in: Browser
) -> None:
    one = talk(world.alice)
    browser = signed_in(world.alice)
    assert (
        "72 heures pour vous répondre"
        in browser.get(reverse("assistant:report", args=[one.answer])).content.decode()
    )

    answer = browser.post(
        reverse("assistant:report", args=[one.answer]),
        {"category": "unfair", "description": "La réponse suppose que c’est une femme."},
        follow=True,
    )

    assert "Signalement n° 1 transmis. Réponse attendue avant le" in answer.content.decode()
    (incident,) = incidents_visible_to(world.bruno)
    assert words_of(world.bruno, incident).description == "La réponse suppose que c’est une femme."
    assert (incident.conversation, incident.system) == (str(one.id), "iris")
    assert incident.due_at is not None
    assert "suppose" not in str([message.body for message in mail.outbox])
    assert incidents_visible_to(world.david) == []
    with pytest.raises(NotFound):
        words_of(world.david, incident)


def test_a_report_without_words_is_asked_for_them(world: World, signed_in: Browser) -> None:
    one = talk(world.alice)
    answer = signed_in(world.alice).post(
        reverse("assistant:report", args=[one.answer]), {"category": "unfair"}
    )
    assert answer.status_code == 400
    assert incidents_visible_to(world.bruno) == []
