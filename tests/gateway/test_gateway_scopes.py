"""Keys of one purpose, pilots, closed systems: what each may reach, by the gateway's own clock."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from gateway_world import FakeUpstream, Gateway, running, snapshot

from garant.gateway import (
    ApiKey,
    Closing,
    Person,
    Snapshot,
    hash_of,
    read_snapshot,
    signing_key,
    verifying_key,
    write_snapshot,
)
from garant.gateway.publish import _content, _snapshot
from garant.journal import RequestDecided, RequestRefused, TextPseudonymised

TRIAL, OTHER_TRIAL, LASTING, INSIDER, SPEAKER = (
    f"sk-garant-{name}" for name in ("essai", "essai-ailleurs", "sans-fin", "pilote", "assistant")
)
USE = "8f0c9a52-0000-4000-8000-000000000001"
START = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
END = datetime(2026, 11, 30, 18, 0, tzinfo=timezone(timedelta(hours=1)))  # 17:00 UTC, 18 h in Paris


class Clock:
    """The gateway's time of day, which a test sets."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> float:
        return self.at.timestamp()


def scoped(external: str, internal: str) -> Snapshot:
    """« externe » is in a pilot of p1 and claire; keys of trials; a person of the pilot, a speaker."""
    whole = snapshot(external, internal)
    trial = ApiKey(hash_of(TRIAL), "essai", "p2", systems=frozenset({"sys-externe"}), expires_at=END, use=USE)
    return replace(
        whole,
        systems=tuple(
            replace(system, perimeter=frozenset({"p1"}), perimeter_clause="systemes")
            if system.id == "sys-externe"
            else system
            for system in whole.systems
        ),
        keys=(
            *whole.keys,
            trial,
            replace(trial, hash=hash_of(OTHER_TRIAL), systems=frozenset({"sys-interne"})),
            replace(trial, hash=hash_of(LASTING), systems=frozenset(), expires_at=None),
            ApiKey(hash_of(INSIDER), "essai", "p1"),
            ApiKey(hash_of(SPEAKER), "essai", "assistant", speaks_for=True),
        ),
        people=(*whole.people, Person("p4", "essai", None)),
    )


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def serving(
    tmp_path: Path, clock: Clock, upstreams: tuple[FakeUpstream, FakeUpstream]
) -> Iterator[Callable[[Callable[[Snapshot], Snapshot]], Gateway]]:
    """`serving(change)` is a gateway on the scoped snapshot, changed; its clock stands at START."""
    external, internal = upstreams
    external.clear()
    internal.clear()
    opened = []

    def serve(change: Callable[[Snapshot], Snapshot] = lambda whole: whole) -> Gateway:
        shown = change(scoped(external.url, internal.url))
        context = running(tmp_path / "journal", external, internal, shown=shown, now=clock)
        opened.append(context)
        return context.__enter__()

    yield serve
    for context in opened:
        context.__exit__(None, None, None)


def closing(system: str, *closures: Closing) -> Callable[[Snapshot], Snapshot]:
    return lambda whole: replace(
        whole,
        systems=tuple(
            replace(each, closures=closures) if each.id == system else each for each in whole.systems
        ),
    )


def ask(gateway: Gateway, key: str, model: str = "externe", text: str = "Bonjour", **headers: str):
    body = {"model": model, "messages": [{"role": "user", "content": text}]}
    return gateway.post(body, key=key, headers=headers)


def models(gateway: Gateway, key: str) -> set[str]:
    return {each["id"] for each in gateway.get("/v1/models", key).json["data"]}


# ---------------------------------------------------------------- keys of one purpose


def test_a_scoped_key_reaches_its_system_and_is_journalled_with_its_use(serving) -> None:
    gateway = serving()
    assert ask(gateway, TRIAL).status == 200
    assert [entry.use for entry in gateway.entries(RequestDecided)] == [USE]


def test_an_ordinary_key_is_journalled_without_a_use(serving) -> None:
    gateway = serving()
    assert ask(gateway, INSIDER).status == 200
    assert [entry.use for entry in gateway.entries(RequestDecided)] == [None]


def test_a_scoped_key_knows_no_other_system(serving) -> None:
    gateway = serving()
    answer = ask(gateway, TRIAL, "interne")
    assert (answer.status, answer.error["code"]) == (404, "unknown_model")
    assert "« externe »" in answer.error["message"]
    assert "interne" not in answer.error["message"]
    assert models(gateway, TRIAL) == {"externe"}
    assert gateway.get("/v1/models/interne", TRIAL).status == 404
    assert {each["id"] for each in gateway.get("/health/models", TRIAL).json["data"]} == {"externe"}
    assert gateway.internal.received == []


def test_a_key_whose_systems_are_none_opens_nothing(serving) -> None:
    gateway = serving()
    assert models(gateway, LASTING) == set()
    assert ask(gateway, LASTING, "interne").status == 404


def test_what_a_scoped_key_sends_is_never_rerouted_to_a_system_that_it_does_not_open(serving) -> None:
    gateway = serving()
    vulnerable = "Son numéro d’allocataire : 1234567."
    answer = ask(gateway, TRIAL, text=vulnerable)
    assert (answer.status, answer.error["code"]) == (403, "charter_personal_data_blocked")
    assert gateway.internal.received == gateway.external.received == []
    # The same text of somebody of the pilot with an open key goes where the charter sends it.
    assert ask(gateway, INSIDER, text=vulnerable).headers["x-garant-route"] == "sys-interne"


def test_a_key_ends_with_its_trial_to_the_second(serving, clock: Clock) -> None:
    gateway = serving()
    clock.at = END - timedelta(seconds=1)
    assert ask(gateway, TRIAL).status == 200
    clock.at = END
    answer = ask(gateway, TRIAL)
    assert (answer.status, answer.error["code"]) == (401, "key_expired")
    assert "30/11/2026 à 18 h 00" in answer.error["message"]
    refused = gateway.entries(RequestRefused)[-1]
    assert (refused.code, refused.organisation, refused.person) == ("key_expired", "essai", "p2")


@pytest.mark.parametrize("path", ["/v1/models", "/v1/models/externe", "/health/models"])
def test_an_expired_key_reads_nothing(serving, clock: Clock, path: str) -> None:
    gateway = serving()
    assert gateway.get(path, TRIAL).status == 200
    clock.at = END
    assert gateway.get(path, TRIAL).error["code"] == "key_expired"


@pytest.mark.parametrize(
    ("path", "body"),
    [("/v1/pseudonymise", b'{"text": "Bonjour"}'), ("/v1/restore", b'{"text": "Bonjour", "mapping": {}}')],
)
def test_an_expired_key_pseudonymises_nothing(serving, clock: Clock, path: str, body: bytes) -> None:
    gateway = serving()
    headers = {"authorization": f"Bearer {TRIAL}"}
    assert gateway.request("POST", path, body, headers).status == 200
    written = len(gateway.entries(TextPseudonymised))
    clock.at = END
    assert gateway.request("POST", path, body, headers).error["code"] == "key_expired"
    assert len(gateway.entries(TextPseudonymised)) == written


# ---------------------------------------------------------------- pilots


def test_a_person_outside_a_pilot_is_told_so_with_the_clause(serving) -> None:
    gateway = serving()
    answer = ask(gateway, "sk-garant-cle-de-test")
    assert (answer.status, answer.error["code"]) == (403, "charter_outside_perimeter")
    assert "personnes de son pilote" in answer.error["message"]
    assert "Seuls les systèmes du catalogue servent." in answer.error["message"]
    assert answer.headers["x-garant-clauses"] == "systemes"
    assert gateway.entries(RequestDecided)[-1].code == "charter_outside_perimeter"
    assert gateway.external.received == []


def test_the_list_shows_a_pilot_to_its_people_alone(serving) -> None:
    gateway = serving()
    assert models(gateway, INSIDER) == {"externe", "interne"}
    assert models(gateway, "sk-garant-cle-de-test") == {"interne"}


def test_the_assistant_speaks_for_the_people_of_the_pilot_and_for_nobody_else(serving) -> None:
    gateway = serving()
    assert ask(gateway, SPEAKER, **{"x-garant-person": "p1"}).status == 200
    assert ask(gateway, SPEAKER, **{"x-garant-person": "p4"}).error["code"] == "charter_outside_perimeter"
    assert ask(gateway, SPEAKER).error["code"] == "charter_outside_perimeter"


def test_a_key_of_a_trial_elsewhere_does_not_open_a_pilot(serving) -> None:
    assert ask(serving(), OTHER_TRIAL).status == 404


def test_a_pilot_without_people_is_open_to_nobody(serving) -> None:
    gateway = serving(
        lambda whole: replace(
            whole, systems=tuple(replace(each, perimeter=frozenset()) for each in whole.systems)
        )
    )
    assert models(gateway, INSIDER) == set()
    assert ask(gateway, INSIDER).status == 403


def test_nothing_is_rerouted_to_the_pilot_of_others(serving) -> None:
    gateway = serving(
        lambda whole: replace(
            whole,
            systems=tuple(
                replace(each, perimeter=frozenset({"p9"} if each.id == "sys-interne" else {"p1"}))
                for each in whole.systems
            ),
        )
    )
    answer = ask(gateway, INSIDER, text="Son numéro d’allocataire : 1234567.")
    assert answer.error["code"] == "charter_personal_data_blocked"
    assert gateway.internal.received == []


def test_a_visitor_of_the_health_page_sees_no_pilot(serving, upstreams) -> None:
    gateway = serving(
        lambda whole: replace(
            whole,
            policies={"essai": whole.policies["essai"]},
            charters={"essai": whole.charters["essai"]},
        )
    )
    assert {each["id"] for each in gateway.get("/health/models", None).json["data"]} == {"interne"}


# ---------------------------------------------------------------- closed systems


@pytest.mark.parametrize(
    ("code", "refusal", "said"),
    [
        ("suspended", "system_suspended", "suspendu"),
        ("proof_expired", "system_proof_expired", "preuve"),
        ("to_be_re_evaluated", "system_to_be_re_evaluated", "réévalué"),
        ("of_a_newer_version", "system_closed", "fermé"),
    ],
)
def test_a_system_closes_on_time_with_its_own_words(
    serving, clock: Clock, code: str, refusal: str, said: str
) -> None:
    gateway = serving(closing("sys-externe", Closing(code, END, "systemes")))
    clock.at = END - timedelta(seconds=1)
    assert ask(gateway, INSIDER).status == 200
    assert "externe" in models(gateway, INSIDER)
    clock.at = END
    answer = ask(gateway, INSIDER)
    assert (answer.status, answer.error["code"]) == (403, refusal)
    assert said in answer.error["message"]
    assert "30/11/2026" in answer.error["message"]
    assert "Clause" in answer.error["message"]
    assert models(gateway, INSIDER) == {"interne"}
    assert gateway.get("/v1/models/externe", INSIDER).status == 404
    assert len(gateway.external.received) == 1


def test_the_closure_that_began_first_is_the_one_that_is_told(serving, clock: Clock) -> None:
    gateway = serving(
        closing("sys-interne", Closing("proof_expired", END), Closing("suspended", START, "inconnue"))
    )
    clock.at = END
    answer = ask(gateway, INSIDER, "interne")
    assert answer.error["code"] == "system_suspended"
    assert "Clause" not in answer.error["message"]
    assert "  " not in answer.error["message"]


def test_a_key_of_a_trial_does_not_open_a_closed_system(serving) -> None:
    gateway = serving(closing("sys-externe", Closing("suspended", START)))
    assert ask(gateway, TRIAL).error["code"] == "system_suspended"


def test_nothing_is_rerouted_to_a_closed_system(serving, clock: Clock) -> None:
    gateway = serving(closing("sys-interne", Closing("suspended", END)))
    vulnerable = "Son numéro d’allocataire : 1234567."
    assert ask(gateway, INSIDER, text=vulnerable).headers["x-garant-route"] == "sys-interne"
    clock.at = END
    assert ask(gateway, INSIDER, text=vulnerable).error["code"] == "charter_personal_data_blocked"
    assert len(gateway.internal.received) == 1


# ---------------------------------------------------------------- the signed file


def test_scopes_come_back_from_the_signed_file_as_they_were(tmp_path: Path) -> None:
    whole = closing("sys-externe", Closing("suspended", END, "systemes"))(
        scoped("http://e/v1", "http://i/v1")
    )
    write_snapshot(whole, tmp_path, signing_key(tmp_path))
    read = read_snapshot(tmp_path, verifying_key(tmp_path))
    assert read == whole
    # The moment keeps the clock that it was said on.
    assert read.systems[0].closures[0].since.utcoffset() == timedelta(hours=1)


def test_a_snapshot_of_before_reads_without_scopes() -> None:
    content = _content(snapshot("http://e/v1", "http://i/v1"))
    for system in content["systems"]:
        for name in ("perimeter", "perimeter_clause", "closures"):
            del system[name]
    for key in content["keys"]:
        for name in ("systems", "expires_at", "use"):
            del key[name]
    assert _snapshot(content) == snapshot("http://e/v1", "http://i/v1")


@pytest.mark.parametrize("moment", ["2026-11-30T18:00:00", "demain", ""])
def test_a_moment_that_cannot_be_compared_makes_the_file_unreadable(moment: str) -> None:
    content = _content(scoped("http://e/v1", "http://i/v1"))
    content["keys"][-3]["expires_at"] = moment
    with pytest.raises(ValueError, match=r"offset|isoformat"):
        _snapshot(content)
