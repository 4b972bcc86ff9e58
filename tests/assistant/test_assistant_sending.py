"""A message and its answer: the page, the real gateway, a model at the edge of the network."""

import asyncio
import logging
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from conftest_assistant import Event, Model, events_of
from django.db import connection
from django.test import AsyncClient

from garant.assistant import queries
from garant.assistant.models import State
from garant.assistant.queries import AnswerView, QuestionView
from garant.directory.journal import journal_directory
from garant.directory.models import Person
from garant.words import Action
from world import World

NIR = "2 84 05 04 070 012 34"
LETTER = f"Écris à Mme Jeanne Lefèvre, dont le NIR est {NIR}. Son courriel : jeanne.lefevre@orange.fr."


def send(
    person: Person, *, stream: bool = True, path: str = "/assistant/envoyer/", **form: Any
) -> list[Event]:
    """What the page's script receives. The form fields are those of the page."""

    async def go() -> list[Event]:
        client = AsyncClient()
        await sync_to_async(client.force_login)(person)
        response = await client.post(path, form, headers={"accept": "text/event-stream, application/json"})
        if not response.streaming:
            return [Event("refused", response.json()["error"])]
        return await events_of(response.streaming_content)

    return async_to_sync(go)()


def last_conversation(person: Person) -> queries.ConversationView:
    return queries.conversation_of(person, queries.conversations_of(person)[0].id)


def question_and_answer(person: Person) -> tuple[QuestionView, AnswerView]:
    question, answer = last_conversation(person).messages[-2:]
    assert isinstance(question, QuestionView)
    assert isinstance(answer, AnswerView)
    return question, answer


pytestmark = pytest.mark.usefixtures("gateway")


def test_a_letter_goes_out_under_pseudonyms_and_comes_back_with_its_names(world: World, model: Model) -> None:
    events = send(world.alice, text=LETTER, system="service-externe")

    assert [event.name for event in events if event.name != "words"] == [
        "opened",
        "question",
        "answer",
        "end",
    ]
    for secret in (NIR, "Lefèvre", "jeanne.lefevre"):
        assert secret not in model.texts
    words = "".join(event.data["text"] for event in events if event.name == "words")
    assert words == f"Réponse à : {LETTER}"
    question, answer = question_and_answer(world.alice)
    assert answer.text == words
    assert answer.state is State.WHOLE
    assert question.state is State.SENT
    assert question.decision.action is Action.PSEUDONYMISE
    assert [quote.id for quote in question.decision.quotes] == ["donnees"]


def test_what_is_shown_as_gone_out_is_what_the_model_received_to_the_letter(
    world: World, model: Model
) -> None:
    send(world.alice, text=LETTER, system="service-externe")
    first = queries.conversations_of(world.alice)[0].id
    send(world.alice, text="Merci. Et pour M. Paul Roux ?", system="service-externe", conversation=str(first))

    question, _ = question_and_answer(world.alice)
    received = [(message["role"], message["content"]) for message in model.received[-1]["messages"]]
    assert [(part.role, part.text) for part in question.sent] == received
    assert [role for role, _ in received] == ["system", "user", "assistant", "user"]


def test_the_page_shows_what_went_out_with_its_pseudonyms_named(world: World, signed_in: Any) -> None:
    events = send(world.alice, text=LETTER, system="service-externe")

    html = signed_in(world.alice).get(events[0].data["page"]).content.decode()
    assert "Ce qui est sorti" in html
    left = html.split('class="left-text"', 1)[1].split("</div>", 1)[0]
    assert "Numéro de sécurité sociale" in left
    assert NIR not in left
    assert "3 données remplacées" in html


def test_an_internal_system_receives_the_letter_as_it_is(world: World, model: Model) -> None:
    send(world.alice, text=LETTER, system="iris")

    assert NIR in model.texts
    question, answer = question_and_answer(world.alice)
    assert question.decision.action is Action.ALLOW
    assert answer.answer.footprint is not None
    assert answer.answer.footprint.estimated
    assert answer.answer.footprint.kWh is not None
    assert answer.answer.footprint.kWh.max > 0


def test_a_footprint_that_cannot_be_known_says_why(world: World, signed_in: Any) -> None:
    events = send(world.alice, text="Bonjour, une idée de titre ?", system="service-externe")

    html = signed_in(world.alice).get(events[0].data["page"]).content.decode()
    assert "Empreinte&nbsp;: non estimée" in html
    assert "n’est pas une empreinte nulle" in html


def test_a_text_on_a_benefit_number_is_answered_by_the_internal_system(world: World) -> None:
    send(world.alice, text="Résume la situation de l’allocataire CAF n° 1234567 A.", system="service-externe")

    question, answer = question_and_answer(world.alice)
    assert question.decision.action is Action.REROUTE
    assert question.decision.served is not None
    assert question.decision.served.name == "Assistant interne"
    assert answer.answer.served.zone.value == "internal"


def test_a_password_stays_here_with_the_clause_that_keeps_it(
    world: World, model: Model, signed_in: Any
) -> None:
    events = send(
        world.alice, text="Le mot de passe : Tr0ub4dor&3xyz est-il solide ?", system="service-externe"
    )

    assert model.received == []
    assert [event.name for event in events] == ["opened", "question", "end"]
    assert events[1].data["code"] == "charter_personal_data_blocked"
    (question,) = last_conversation(world.alice).messages
    assert isinstance(question, QuestionView)
    assert question.state is State.BLOCKED
    assert question.sent == ()
    html = signed_in(world.alice).get(events[0].data["page"]).content.decode()
    assert "Ce message n’est pas parti." in html
    assert "Pas de données personnelles dehors" in html
    assert "Ce qui l’arrête&nbsp;: mot de passe ou clé." in html


def test_a_forbidden_use_is_refused_with_its_clause(world: World, model: Model) -> None:
    events = send(world.alice, text="Classe ces candidats selon leur origine.", system="iris")

    assert model.received == []
    assert events[1].data["code"] == "charter_use_forbidden"
    (question,) = last_conversation(world.alice).messages
    assert isinstance(question, QuestionView)
    assert [quote.id for quote in question.decision.quotes] == ["egalite"]


def test_a_blocked_message_never_goes_out_with_a_later_one(world: World, model: Model) -> None:
    send(world.alice, text="Le mot de passe : Tr0ub4dor&3xyz est-il solide ?", system="service-externe")
    conversation = queries.conversations_of(world.alice)[0].id

    send(
        world.alice, text="Donne-moi des conseils.", system="service-externe", conversation=str(conversation)
    )

    assert "Tr0ub4dor" not in model.texts
    assert [message["role"] for message in model.received[-1]["messages"]] == ["system", "user"]


def test_a_blocked_message_may_be_sent_to_a_system_that_takes_it(world: World, model: Model) -> None:
    text = "Résume ceci : projet de délibération. Mot de passe : Tr0ub4dor&3xyz"
    send(world.alice, text=text, system="service-externe")
    (question,) = last_conversation(world.alice).messages

    # The Département blocks secrets everywhere: the internal system refuses too.
    events = send(world.alice, path=f"/assistant/messages/{question.id}/renvoyer/", system="iris")

    assert events[1].data["code"] == "charter_personal_data_blocked"
    (again,) = last_conversation(world.alice).messages
    assert isinstance(again, QuestionView)
    assert again.id == question.id
    assert again.decision.asked.id == "iris"


def test_a_model_that_loads_keeps_the_message_for_another_try(world: World, model: Model) -> None:
    model.loading = True
    events = send(world.alice, text="Bonjour, une idée ?", system="iris")
    assert events[1].data["code"] == "model_loading"
    (question,) = last_conversation(world.alice).messages
    assert question.state is State.FAILED

    model.loading = False
    send(world.alice, path=f"/assistant/messages/{question.id}/renvoyer/")

    again, answer = question_and_answer(world.alice)
    assert again.id == question.id
    assert again.state is State.SENT
    assert answer.text == "Réponse à : Bonjour, une idée ?"


def test_a_trouble_inside_is_no_reason_to_propose_a_system_outside(
    world: World, model: Model, signed_in: Any
) -> None:
    model.loading = True
    inside = send(world.alice, text="Bonjour, une idée ?", system="iris")
    outside = send(world.alice, text="Bonjour, une idée ?", system="service-externe")
    browser = signed_in(world.alice)
    assert (
        "Envoyer à «&nbsp;Service externe&nbsp;»" not in browser.get(inside[0].data["page"]).content.decode()
    )
    assert (
        "Envoyer à «&nbsp;Assistant interne&nbsp;»" in browser.get(outside[0].data["page"]).content.decode()
    )


def test_an_answer_that_breaks_in_the_middle_is_kept_and_says_so(world: World, model: Model) -> None:
    model.answer = lambda asked: "Une longue réponse qui ne finira pas. " * 5
    model.breaks_after = 8

    events = send(world.alice, text="Bonjour", system="iris")

    _, answer = question_and_answer(world.alice)
    assert answer.state is State.BROKEN
    assert answer.text.startswith("Une longue réponse")
    assert answer.answer.code == "upstream_broken"
    assert "Réponse interrompue" in events[-2].data["html"]


def test_a_page_that_goes_away_stops_the_model_and_keeps_what_was_said(world: World, model: Model) -> None:
    model.answer = lambda asked: "Encore et encore. " * 200
    model.pause_s = 0.02

    async def leave() -> None:
        client = AsyncClient()
        await sync_to_async(client.force_login)(world.alice)
        response = await client.post(
            "/assistant/envoyer/",
            {"text": "Bonjour", "system": "iris"},
            headers={"accept": "text/event-stream"},
        )
        begun = asyncio.Event()

        async def read() -> None:
            words = 0
            async for part in response.streaming_content:
                words += part.count(b"event: words")
                if words > 3:
                    begun.set()

        reading = asyncio.create_task(read())
        await begun.wait()
        reading.cancel()  # as Django does where the browser has closed its connection
        await asyncio.wait({reading})

    async_to_sync(leave)()

    _, answer = question_and_answer(world.alice)
    assert answer.state is State.STOPPED
    assert 0 < len(answer.text) < 2000


def test_a_gateway_that_is_down_lets_nothing_out_and_says_so(
    world: World, model: Model, settings: Any
) -> None:
    settings.GARANT_GATEWAY_URL = "http://127.0.0.1:9"
    events = send(world.alice, text=LETTER, system="iris")

    assert events[1].data["code"] == "assistant_gateway_unreachable"
    assert "Rien n’est parti" in events[1].data["html"]
    assert model.received == []


def test_without_javascript_the_page_comes_back_with_the_answer(world: World) -> None:
    async def go() -> Any:
        client = AsyncClient()
        await sync_to_async(client.force_login)(world.alice)
        return await client.post("/assistant/envoyer/", {"text": LETTER, "system": "iris"})

    response = async_to_sync(go)()
    assert response.status_code == 302
    question, answer = question_and_answer(world.alice)
    assert response["location"].endswith(f"#message-{question.id}")
    assert answer.text == f"Réponse à : {LETTER}"


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"text": "   ", "system": "iris"}, "assistant_nothing_written"),
        ({"text": "Bonjour", "system": "inconnu"}, "assistant_system_unavailable"),
        ({"text": "Bonjour", "system": "chat"}, "assistant_system_unavailable"),  # the Région's
        ({"text": "x" * 100_001, "system": "iris"}, "assistant_message_too_long"),
        (
            {"text": "Bonjour", "system": "iris", "conversation": "pas-un-id"},
            "assistant_conversation_unknown",
        ),
    ],
)
def test_a_message_that_cannot_be_taken_is_refused_in_words(
    world: World, model: Model, form: dict[str, str], code: str
) -> None:
    (refused,) = send(world.alice, **form)
    assert refused.data["code"] == code
    assert refused.data["do"]
    assert model.received == []
    assert queries.conversations_of(world.alice) == []


def test_someone_who_has_not_read_the_charter_sends_nothing(world: World, model: Model) -> None:
    world.alice.acknowledgements.all().delete()  # type: ignore[attr-defined]
    (refused,) = send(world.alice, text="Bonjour", system="iris")
    assert refused.data["code"] == "assistant_not_acknowledged"
    assert model.received == []


def test_nobody_writes_in_someone_elses_conversation(world: World, model: Model) -> None:
    send(world.alice, text="Bonjour", system="iris")
    conversation = str(queries.conversations_of(world.alice)[0].id)
    before = len(model.received)
    for stranger, system in ((world.bruno, "iris"), (world.claire, "iris"), (world.chloe, "chat")):
        (refused,) = send(stranger, text="Bonjour", system=system, conversation=conversation)
        assert refused.data["code"] == "assistant_conversation_unknown"
    assert len(model.received) == before


def test_two_messages_at_once_in_one_conversation_wait_for_each_other(world: World, model: Model) -> None:
    send(world.alice, text="Bonjour", system="iris")
    conversation = str(queries.conversations_of(world.alice)[0].id)
    model.pause_s = 0.05

    async def both() -> list[str]:
        client = AsyncClient()
        await sync_to_async(client.force_login)(world.alice)

        async def one(text: str) -> str:
            response = await client.post(
                "/assistant/envoyer/",
                {"text": text, "system": "iris", "conversation": conversation},
                headers={"accept": "text/event-stream, application/json"},
            )
            if not response.streaming:
                return str(response.json()["error"]["code"])
            return (await events_of(response.streaming_content))[-1].name

        return sorted(await asyncio.gather(one("Un"), one("Deux")))

    assert async_to_sync(both)() == ["assistant_conversation_busy", "end"]


def test_no_word_of_a_conversation_is_in_the_database_the_journals_or_the_logs(
    world: World, gateway: Path, signed_in: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for system in ("service-externe", "iris"):
        send(world.alice, text=LETTER, system=system)
    send(world.alice, text=f"Mot de passe : Tr0ub4dor&3xyz, {LETTER}", system="service-externe")
    browser = signed_in(world.alice)
    browser.post(
        "/assistant/apercu/", {"text": LETTER, "system": "iris"}, headers={"accept": "application/json"}
    )
    _, answer = last_conversation_with_answer(world.alice)
    browser.post(f"/assistant/messages/{answer.id}/copier/", {"level": "idea", "reviewer": "Alice Martin"})

    connection.ensure_connection()
    stored = connection.connection.serialize()
    assert b"service-externe" in stored  # the search sees what is stored in clear
    journals = b"".join(
        file.read_bytes() for folder in (gateway, journal_directory()) for file in folder.rglob("*.jsonl")
    )
    assert b"request.decided" in journals
    logged = caplog.text.encode()
    for secret in (
        NIR,
        NIR.replace(" ", ""),
        "Lefèvre",
        "jeanne.lefevre",
        "Tr0ub4dor",
        "Écris à",
        "Réponse à",
    ):
        for where, haystack in (("database", stored), ("journals", journals), ("logs", logged)):
            assert secret.encode() not in haystack, f"{secret!r} stands in the {where}"


def last_conversation_with_answer(person: Person) -> tuple[QuestionView, AnswerView]:
    for line in queries.conversations_of(person):
        messages = queries.conversation_of(person, line.id).messages
        if len(messages) == 2:
            question, answer = messages
            assert isinstance(question, QuestionView)
            assert isinstance(answer, AnswerView)
            return question, answer
    raise AssertionError
