"""What one message of a conversation shows to be a datum leaves in no other message of it."""

import json
from typing import Any

import pytest
from gateway_world import NIR, Gateway, last_text
from hypothesis import given
from hypothesis import strategies as st

from garant.privacy import Known, Label, Span


def conversation(*texts: str) -> dict[str, Any]:
    roles = ("user", "assistant")
    messages = [{"role": roles[at % 2], "content": text} for at, text in enumerate(texts)]
    return {"model": "externe", "messages": messages}


def sent(gateway: Gateway, *texts: str) -> list[str]:
    assert gateway.post(conversation(*texts)).status == 200
    return [message["content"] for message in gateway.external.bodies[-1]["messages"]]


def test_an_answer_that_was_restored_is_masked_again_when_the_next_turn_brings_it_back(
    gateway: Gateway,
) -> None:
    question = "Je m’appelle Zyxkovy Trelgat."
    first = gateway.ask(question)
    assert "Zyxkovy Trelgat" in first.text
    # Nothing around the name says here that it is one.
    answer = "Bonjour Zyxkovy Trelgat, que puis-je ?"
    texts = sent(gateway, question, answer, "Résume le dossier trelgat.")
    assert "Zyxkovy" not in gateway.external.texts()
    assert "trelgat" not in gateway.external.texts().lower()
    pseudonym = last_text({"messages": gateway.external.bodies[0]["messages"]}).removeprefix("Je m’appelle ")
    assert texts[1] == f"Bonjour {pseudonym[:-1]}, que puis-je ?"


@pytest.mark.parametrize(
    ("shown", "again"),
    [
        ("Téléphone du domicile de M. Dubreuil : 04 92 31 22 11", "Standard de la mairie : 04.92.31.22.11"),
        ("Matricule agent : 48213", "Le 48213 est noté."),
        ("Née le 12/03/1962", "12/03/1962, noté"),
        ("Madame Dubreuil habite à Volx.", "Et dubreuil ?"),
        ("Madame Lefèvre habite à Volx.", "Et LEFEVRE ?"),
    ],
)
def test_a_datum_is_one_in_another_message_whatever_stands_around_it(
    gateway: Gateway, shown: str, again: str
) -> None:
    told = sent(gateway, shown, again, "Merci.")[1]
    assert "[" in told
    for piece in ("92", "48213", "1962", "dubreuil", "lefevre"):
        assert piece not in told.lower()


@pytest.mark.parametrize(
    ("shown", "other"),
    [
        ("Matricule agent : 48213", "Le 482130 est noté."),
        ("Madame Rose Petit habite à Volx.", "Un petit vase rose."),
        ("Madame Dubreuil habite à Volx.", "La rue Dubreuil est fermée."),
        ("Il habite à Volx.", "Un trelgat est un outil."),
    ],
)
def test_what_only_looks_like_it_stays(gateway: Gateway, shown: str, other: str) -> None:
    assert sent(gateway, shown, other, "Merci.")[1] == other


def test_a_datum_of_a_message_is_one_in_a_tool_call_and_its_result(gateway: Gateway) -> None:
    call = {
        "id": "call_1",
        "type": "function",
        "function": {"name": "lire", "arguments": json.dumps({"q": "zyxkovy trelgat"})},
    }
    messages = [
        {"role": "user", "content": "Je m’appelle Zyxkovy Trelgat."},
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "call_1", "content": "zyxkovy trelgat, 3 courriers"},
    ]
    assert gateway.post({"model": "externe", "messages": messages}).status == 200
    assert "trelgat" not in gateway.external.texts().lower()


def test_a_number_on_either_side_of_a_cut_of_a_long_line_is_found(gateway: Gateway) -> None:
    for shift in range(0, 24, 4):
        gateway.external.clear()
        text = f"{'mot ' * 7994}{'x' * shift} {NIR} {'mot ' * 50}"
        gateway.ask(text)
        assert "168" not in gateway.external.texts()


@given(
    text=st.text(alphabet="aZé 1.9-\u200b\n", max_size=60),
    value=st.text(alphabet="aZé19", min_size=5, max_size=12),
)
def test_a_code_is_found_where_it_stands_between_others(text: str, value: str) -> None:
    known = Known()
    known.learn(value, [Span(0, len(value), Label.CASE_ID)])
    finder = known.finder()
    assert finder is not None
    whole = f"{text} {value} {text}"
    at = len(text) + 1
    assert any(s.start <= at and s.end >= at + len(value) for s in finder.find(whole))
