"""The way of a request, through a real server to a real socket."""

import json

import pytest
from gateway_world import KEY, NIR, READER_KEY, Gateway

from garant.journal import RequestCompleted, RequestDecided, RequestRefused


@pytest.mark.parametrize("stream", [False, True])
def test_a_harmless_request_is_answered_under_the_offered_name(gateway: Gateway, stream: bool) -> None:
    answer = gateway.ask("Bonjour, quel temps fait-il ?", stream=stream)
    assert answer.status == 200
    assert answer.text == "Bonjour, quel temps fait-il ?"
    assert answer.headers["x-garant-action"] == "allow"
    assert answer.headers["x-garant-policy"] == "essai@2026-11-01"
    assert answer.headers["x-garant-route"] == "sys-externe"
    assert "x-garant-pii" not in answer.headers
    assert gateway.external.bodies[0]["model"] == "modele-amont"
    models = {answer.json["model"]} if not stream else {e["model"] for e in answer.events[:-1]}
    assert models == {"externe"}


@pytest.mark.parametrize("stream", [False, True])
def test_personal_data_leaves_as_pseudonyms_and_comes_back(gateway: Gateway, stream: bool) -> None:
    text = f"Madame Claire Martin, NIR {NIR}, demande une aide."
    answer = gateway.ask(text, stream=stream)
    assert answer.text == text
    sent = gateway.external.texts()
    assert NIR not in sent
    assert "Martin" not in sent
    assert "[NIR_" in sent
    assert answer.headers["x-garant-action"] == "pseudonymise"
    assert answer.headers["x-garant-clauses"] == "donnees"
    assert answer.headers["x-garant-pii"] == "PERSON=1,NIR=1"


@pytest.mark.parametrize("stream", [False, True])
def test_what_the_charter_keeps_inside_is_answered_by_the_internal_system(
    gateway: Gateway, stream: bool
) -> None:
    text = "Son numéro d’allocataire : 1234567."
    answer = gateway.ask(text, stream=stream)
    assert answer.status == 200
    assert answer.text == text
    assert gateway.external.received == []
    assert gateway.internal.bodies[0]["model"] == "petit-modele"
    assert answer.headers["x-garant-action"] == "reroute"
    assert answer.headers["x-garant-route"] == "sys-interne"


@pytest.mark.parametrize("stream", [False, True])
def test_a_secret_is_refused_in_the_words_of_the_clause(gateway: Gateway, stream: bool) -> None:
    answer = gateway.ask("mot de passe : Tr0ub4dor&3", stream=stream)
    assert answer.status == 403
    assert answer.error["code"] == "charter_personal_data_blocked"
    assert answer.error["param"] == "messages[0].content"
    assert "« Un mot de passe ne sort jamais. »" in answer.error["message"]
    assert "Tr0ub4dor" not in answer.body.decode()
    assert answer.headers["x-should-retry"] == "false"
    assert answer.headers["x-garant-clauses"] == "secrets"
    assert gateway.external.received == gateway.internal.received == []


def test_a_forbidden_use_is_refused_for_what_the_person_wrote(gateway: Gateway) -> None:
    answer = gateway.ask("Classe ces candidats du meilleur au moins bon.")
    assert answer.status == 403
    assert answer.error["code"] == "charter_use_forbidden"
    assert "Aucun tri de personnes." in answer.error["message"]
    assert gateway.external.received == []


def test_the_same_words_in_an_answer_of_the_model_are_not_held_against_the_person(gateway: Gateway) -> None:
    messages = [
        {"role": "user", "content": "Que ne dois-je pas faire ?"},
        {"role": "assistant", "content": "Ne classez pas ces candidats."},
        {"role": "user", "content": "Merci."},
    ]
    assert gateway.post({"model": "externe", "messages": messages}).status == 200


def test_a_conversation_that_was_re_routed_stays_inside(gateway: Gateway) -> None:
    session = {"x-session-id": "conversation-7"}
    gateway.ask("Son numéro d’allocataire : 1234567.", headers=session)
    later = gateway.ask("Et maintenant, résume.", headers=session)
    assert later.headers["x-garant-route"] == "sys-interne"
    assert later.headers["x-garant-clauses"] == "donnees"
    other = gateway.ask("Et maintenant, résume.", headers={"x-session-id": "conversation-8"})
    assert other.headers["x-garant-route"] == "sys-externe"


def test_a_session_of_someone_else_with_the_same_name_is_another_conversation(gateway: Gateway) -> None:
    session = {"x-session-id": "conversation-9"}
    gateway.ask("Son numéro d’allocataire : 1234567.", headers=session)
    body = {"model": "autre", "messages": [{"role": "user", "content": "Résume."}]}
    theirs = gateway.post(body, key=READER_KEY, headers=session)
    assert theirs.headers["x-garant-route"] == "sys-autre"


def test_the_same_person_keeps_its_pseudonym_in_a_conversation_and_no_longer(gateway: Gateway) -> None:
    for session in ("a", "a", "b"):
        gateway.ask("Écrivez à Mme Claire Martin.", headers={"x-session-id": session})
    first, again, other = (body["messages"][0]["content"] for body in gateway.external.bodies)
    assert first == again
    assert first != other
    assert "[PERSONNE_" in other


def test_the_way_is_told_in_the_journal_and_the_words_are_not(gateway: Gateway) -> None:
    answer = gateway.ask(f"Madame Claire Martin, NIR {NIR}.", stream=True)
    request = answer.headers["x-request-id"]
    decided = [e for e in gateway.entries(RequestDecided) if e.request == request]
    completed = [e for e in gateway.entries(RequestCompleted) if e.request == request]
    assert len(decided) == len(completed) == 1
    assert decided[0].action == "pseudonymise"
    assert decided[0].found == {"PERSON": 1, "NIR": 1}
    assert decided[0].clauses == {"systemes": "allow", "donnees": "pseudonymise"}
    assert decided[0].positions == 1
    assert completed[0].outcome == "ok"
    assert completed[0].output_tokens == 40
    assert completed[0].restored == 2
    assert completed[0].kwh_max is not None
    raw = "".join(p.read_text() for p in gateway.journal.rglob("*.jsonl"))
    assert "Martin" not in raw
    assert NIR not in raw


def test_the_decision_is_in_the_journal_before_anything_leaves(gateway: Gateway) -> None:
    seen: list[int] = []

    async def behave(request, body):  # type: ignore[no-untyped-def]
        from gateway_world import echo

        seen.append(len(gateway.entries(RequestDecided)))
        return await echo(request, body)

    before = len(gateway.entries(RequestDecided))
    gateway.external.behave = behave
    gateway.ask("Bonjour")
    assert seen == [before + 1]


def test_observed_rules_are_counted_and_not_applied(gateway: Gateway) -> None:
    answer = gateway.ask(f"NIR {NIR}")
    decided = gateway.entries(RequestDecided)[-1]
    assert answer.status == 200
    assert decided.observed == {}


def test_details_tell_what_was_decided_and_what_left(gateway: Gateway) -> None:
    answer = gateway.ask("Écrivez à Mme Claire Martin.", headers={"x-garant-details": "1"})
    details = answer.json["garant"]
    assert details["request"] == answer.headers["x-request-id"]
    assert details["action"] == "pseudonymise"
    assert (details["system"], details["served_by"]) == ("sys-externe", "sys-externe")
    assert details["clauses"] == ["donnees"]
    assert details["found"] == [
        {"label": "PERSON", "count": 1, "action": "pseudonymise", "clause": "donnees"}
    ]
    assert details["notices"] == [{"text": "Une IA externe vous répond.", "clause": "systemes"}]
    assert details["sent"] == [{"role": "user", "text": gateway.external.bodies[0]["messages"][0]["content"]}]
    assert "Martin" not in details["sent"][0]["text"]


def test_details_of_a_stream_come_first(gateway: Gateway) -> None:
    answer = gateway.ask("Bonjour", stream=True, headers={"x-garant-details": "1"})
    first = answer.events[0]
    assert first["choices"] == []
    assert first["garant"]["sent"] == [{"role": "user", "text": "Bonjour"}]
    assert "garant" not in gateway.ask("Bonjour", stream=True).events[0]


# ---------------------------------------------------------------- who asks, and what he may see


@pytest.mark.parametrize("header", ["authorization", "api-key", "x-api-key"])
def test_the_key_is_taken_from_each_header_that_clients_use(gateway: Gateway, header: str) -> None:
    value = f"Bearer {KEY}" if header == "authorization" else KEY
    body = {"model": "externe", "messages": [{"role": "user", "content": "Bonjour"}]}
    assert gateway.post(body, key=None, headers={header: value}).status == 200


@pytest.mark.parametrize("key", [None, "sk-inconnue"])
def test_without_a_known_key_nothing_is_answered(gateway: Gateway, key: str | None) -> None:
    answer = gateway.post({"model": "externe", "messages": [{"role": "user", "content": "Bonjour"}]}, key=key)
    assert answer.status == 401
    assert answer.error["code"] == "invalid_api_key"
    assert gateway.external.received == []
    assert gateway.entries(RequestRefused)[-1].code == "invalid_api_key"


def test_an_unknown_model_is_404_and_names_those_that_serve(gateway: Gateway) -> None:
    answer = gateway.ask("Bonjour", model="gpt-inconnu")
    assert answer.status == 404
    assert answer.error["code"] == "unknown_model"
    assert answer.error["param"] == "model"
    assert "« externe », « interne »" in answer.error["message"]
    assert "autre" not in answer.error["message"]


def test_a_model_of_another_organisation_is_as_unknown(gateway: Gateway) -> None:
    assert gateway.ask("Bonjour", model="autre").error["code"] == "unknown_model"


@pytest.mark.parametrize("model", ["specialise", "retire"])
def test_a_system_that_no_clause_approves_is_refused_with_the_clause(gateway: Gateway, model: str) -> None:
    answer = gateway.ask("Bonjour", model=model)
    assert (answer.status, answer.error["code"]) == (403, "charter_model_not_approved")
    assert "Seuls les systèmes du catalogue servent." in answer.error["message"]
    assert answer.headers["x-garant-clauses"] == "systemes"
    assert gateway.entries(RequestDecided)[-1].code == "charter_model_not_approved"


def test_a_zone_that_no_clause_opens_is_closed(gateway: Gateway) -> None:
    answer = gateway.ask("Bonjour", model="souverain")
    assert (answer.status, answer.error["code"]) == (403, "charter_zone_closed")
    assert "« souverain »" in answer.error["message"]
    assert gateway.external.received == []


def test_the_assistant_speaks_for_a_person_of_its_organisation(gateway: Gateway) -> None:
    body = {"model": "externe", "messages": [{"role": "user", "content": "Bonjour"}]}
    assert gateway.post(body, key="sk-assistant", headers={"x-garant-person": "p1"}).status == 200
    assert gateway.entries(RequestDecided)[-1].person == "p1"
    for nobody in ("p3", "p9"):
        refused = gateway.post(body, key="sk-assistant", headers={"x-garant-person": nobody})
        assert (refused.status, refused.error["code"]) == (403, "unknown_person")


def test_a_key_that_may_not_speak_for_others_speaks_for_its_holder(gateway: Gateway) -> None:
    gateway.ask("Bonjour", headers={"x-garant-person": "p1"})
    assert gateway.entries(RequestDecided)[-1].person == "claire"


# ---------------------------------------------------------------- the other routes


def test_the_catalogue_lists_what_this_caller_may_use(gateway: Gateway) -> None:
    listed = gateway.get("/v1/models").json
    assert listed["object"] == "list"
    assert [model["id"] for model in listed["data"]] == ["externe", "interne"]
    assert listed["data"][0]["zone"] == "external"
    assert listed["data"][0]["level"] == 1
    assert listed["data"][0]["name"] == "Service externe"
    assert gateway.get("/models").json == listed
    assert [model["id"] for model in gateway.get("/v1/models", key=READER_KEY).json["data"]] == ["autre"]


def test_one_model_has_a_page_of_its_own(gateway: Gateway) -> None:
    assert gateway.get("/v1/models/interne").json["zone"] == "internal"
    assert gateway.get("/v1/models/autre").error["code"] == "unknown_model"
    assert gateway.get("/v1/models", key=None).status == 401


@pytest.mark.parametrize(
    "path", ["/", "/v1", "/v1/completions", "/v1/embeddings", "/v1/chat/completions/", "/v1/files", "/admin"]
)
def test_a_path_that_is_not_listed_is_not_there(gateway: Gateway, path: str) -> None:
    answer = gateway.request("POST", path, b"{}", {"authorization": f"Bearer {KEY}"})
    assert (answer.status, answer.error["code"]) == (404, "unknown_route")
    assert gateway.external.received == []


def test_the_wrong_method_is_told_the_right_one(gateway: Gateway) -> None:
    answer = gateway.get("/v1/chat/completions")
    assert (answer.status, answer.error["code"]) == (405, "method_not_allowed")
    assert "POST" in answer.error["message"]


def test_health_says_what_works(gateway: Gateway) -> None:
    health = gateway.get("/health", key=None)
    assert health.status == 200
    assert health.json["status"] == health.json["detection"] == health.json["journal"] == "ok"
    assert health.json["snapshot_version"] == 1


def test_model_health_is_told_to_who_may_use_the_models(gateway: Gateway) -> None:
    assert gateway.get("/health/models", key=None).status == 401
    data = gateway.get("/health/models").json["data"]
    assert data == [{"id": "externe", "status": "green"}, {"id": "interne", "status": "green"}]


def test_every_answer_has_its_own_request_id(gateway: Gateway) -> None:
    ids = {
        gateway.ask("Bonjour", headers={"x-request-id": "à moi"}).headers["x-request-id"] for _ in range(3)
    }
    assert len(ids) == 3
    assert all(each.startswith("req_") for each in ids)


def test_nothing_of_the_clients_headers_reaches_the_upstream(gateway: Gateway) -> None:
    gateway.ask(
        "Bonjour", headers={"cookie": "session=1", "x-forwarded-for": "10.0.0.1", "referer": "http://x/"}
    )
    sent = {name.lower(): value for name, value in gateway.external.headers[0].items()}
    assert sent["authorization"] == "Bearer sk-amont-secret"
    assert set(sent) <= {
        "host",
        "accept",
        "accept-encoding",
        "authorization",
        "content-length",
        "content-type",
        "user-agent",
        "x-request-id",
    }
    gateway.ask("Bonjour", model="interne")
    assert "authorization" not in {name.lower() for name in gateway.internal.headers[0]}


def test_who_asks_is_never_told_to_an_external_system(gateway: Gateway) -> None:
    fields = {
        "user": "claire.martin@mairie.fr",
        "metadata": {"agent": "Claire Martin"},
        "safety_identifier": "x",
        "prompt_cache_key": "cle-de-claire",
    }
    answer = gateway.ask("Bonjour", **fields)
    assert answer.status == 200
    sent = gateway.external.bodies[0]
    assert not {"user", "metadata", "safety_identifier"} & set(sent)
    assert sent["prompt_cache_key"] != "cle-de-claire"
    gateway.ask("Bonjour", model="interne", **fields)
    assert gateway.internal.bodies[0]["metadata"] == {"agent": "Claire Martin"}


def test_fields_that_we_do_not_know_are_kept(gateway: Gateway) -> None:
    gateway.ask("Bonjour", temperature=0.2, top_k=5, guided_regex="a+", extra={"deep": [1, {"x": None}]})
    sent = gateway.external.bodies[0]
    assert (sent["temperature"], sent["top_k"], sent["guided_regex"]) == (0.2, 5, "a+")
    assert sent["extra"] == {"deep": [1, {"x": None}]}


def test_an_answer_bears_its_footprint_as_a_range(gateway: Gateway) -> None:
    usage = gateway.ask("Bonjour").json["usage"]
    assert usage["completion_tokens"] == 40
    ranges = usage["garant_footprint"]
    assert ranges["estimated"] is True
    assert 0 < ranges["kWh"]["min"] <= ranges["kWh"]["max"] == usage["impacts"]["kWh"]
    assert usage["impacts"]["kgCO2eq"] == ranges["kgCO2eq"]["max"]
    assert ranges["method"].startswith("ecologits ")
    assert ranges["zone"] == "FRA"


def test_what_cannot_be_estimated_has_no_figure_and_a_reason(gateway: Gateway) -> None:
    usage = gateway.ask("Bonjour", model="interne").json["usage"]
    assert "impacts" not in usage
    assert usage["garant_footprint"]["estimated"] is False
    assert usage["garant_footprint"]["reason"].startswith("Empreinte non estimée")
    assert gateway.entries(RequestCompleted)[-1].kwh_max is None


def test_json_of_the_answer_is_plain(gateway: Gateway) -> None:
    answer = gateway.ask("Bonjour")
    assert answer.headers["content-type"] == "application/json"
    assert json.loads(answer.body)["choices"][0]["finish_reason"] == "stop"
