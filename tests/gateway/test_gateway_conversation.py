from dataclasses import replace
from pathlib import Path
from typing import Any

from gateway_world import KEY, READER_KEY, SECRET, FakeUpstream, policy, running, snapshot

from garant.gateway import ApiKey, hash_of
from garant.gateway.conversation import Conversations, conversation_of, pseudonym_key
from garant.gateway.shape import read_chat
from garant.words import Zone


def digest(*texts: str, session: str | None = None, caller: str = "essai/claire", **fields: Any) -> bytes:
    roles = ("user", "assistant")
    messages = [{"role": roles[n % 2], "content": text} for n, text in enumerate(texts or ("Bonjour",))]
    request = read_chat({"model": "m", "messages": messages, **fields})
    return conversation_of(request, secret=SECRET, caller=caller, session=session)


def test_a_conversation_is_known_by_the_name_that_its_client_gives() -> None:
    assert digest("a", session="s") == digest("b", "c", session="s")
    assert digest("a", session="s") != digest("a", session="t")
    assert digest("a", session="s") == digest("b", metadata={"session_id": "s"})


def test_else_by_its_first_messages_which_each_turn_repeats() -> None:
    assert digest("a") == digest("a", "b", "c")
    assert digest("a") != digest("b")
    assert digest("a", user="u") != digest("a")
    assert digest("a", user="u") != digest("b", user="u")
    assert digest("a", prompt_cache_key="k") == digest("a", "b", prompt_cache_key="k")


def test_two_callers_never_share_a_conversation() -> None:
    assert digest("a", session="s") != digest("a", session="s", caller="essai/chloe")


def test_a_session_id_of_another_type_is_no_name() -> None:
    assert digest("a", metadata={"session_id": 7}) == digest("a")


def test_the_key_of_pseudonyms_is_apart_for_each_organisation_conversation_and_installation() -> None:
    keys = {
        pseudonym_key(conversation, secret=secret, organisation=organisation)
        for conversation in (b"a", b"b")
        for secret in (b"1" * 32, b"2" * 32)
        for organisation in ("x", "y")
    }
    assert len(keys) == 8
    assert all(len(key) == 32 for key in keys)


def test_a_conversation_kept_out_of_a_zone_is_kept_out_of_farther_ones() -> None:
    conversations = Conversations()
    conversations.remember(b"a", Zone.SOVEREIGN, ["donnees"])
    assert conversations.rerouted(b"a", Zone.SOVEREIGN) == ("donnees",)
    assert conversations.rerouted(b"a", Zone.EXTERNAL) == ("donnees",)
    assert conversations.rerouted(b"a", Zone.INTERNAL) is None
    assert conversations.rerouted(b"b", Zone.EXTERNAL) is None


def test_clauses_gather_and_the_nearest_zone_holds() -> None:
    conversations = Conversations()
    conversations.remember(b"a", Zone.EXTERNAL, ["x"])
    conversations.remember(b"a", Zone.SOVEREIGN, ["y", "x"])
    assert conversations.rerouted(b"a", Zone.SOVEREIGN) == ("x", "y")


def test_it_is_forgotten_after_half_a_day() -> None:
    now = [0.0]
    conversations = Conversations(lambda: now[0])
    conversations.remember(b"a", Zone.EXTERNAL, ["x"])
    now[0] = 12 * 3600 - 1
    assert conversations.rerouted(b"a", Zone.EXTERNAL)
    now[0] += 2
    assert conversations.rerouted(b"a", Zone.EXTERNAL) is None


def test_memory_is_bounded() -> None:
    conversations = Conversations()
    for number in range(50_010):
        conversations.remember(number.to_bytes(4, "big"), Zone.EXTERNAL, ["x"])
    assert conversations.rerouted((0).to_bytes(4, "big"), Zone.EXTERNAL) is None
    assert conversations.rerouted((50_009).to_bytes(4, "big"), Zone.EXTERNAL) == ("x",)


def test_two_organisations_whose_names_meet_share_no_conversation(
    tmp_path: Path, upstreams: tuple[FakeUpstream, FakeUpstream]
) -> None:
    base = snapshot(upstreams[0].url, upstreams[1].url)
    ours = [system for system in base.systems if system.organisation == "essai"]
    held = replace(
        base,
        policies=dict.fromkeys(("a", "a/b"), policy()),
        systems=tuple(replace(each, organisation=name) for name in ("a", "a/b") for each in ours),
        keys=(ApiKey(hash_of(KEY), "a", "b/c"), ApiKey(hash_of(READER_KEY), "a/b", "c")),
        people=(),
    )
    session = {"x-session-id": "1"}
    with running(tmp_path, *upstreams, shown=held) as gateway:
        rerouted = gateway.ask("N° allocataire CAF : 1234567 A", headers=session)
        assert rerouted.headers["x-garant-action"] == "reroute"
        asked = {"model": "externe", "messages": [{"role": "user", "content": "Bonjour"}]}
        assert gateway.post(asked, headers=session).headers["x-garant-action"] == "reroute"
        other = gateway.post(asked, key=READER_KEY, headers=session)
        assert other.headers["x-garant-action"] == "allow"
