"""`/v1/pseudonymise` and `/v1/restore`: there and back is the identity; bad input is refused in words."""

import json
from typing import Any

import pytest
from gateway_world import KEY, NIR, READER_KEY, Answer, Gateway
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from garant.journal import TextPseudonymised, TextRestored

PHONE = "06 39 98 42 17"
LETTER = (
    f"Madame Fatima Benzerga, née le 12/03/1985, numéro de sécurité sociale {NIR}, joignable au {PHONE}, "
    "demande une aide au transport scolaire."
)


def post(gateway: Gateway, path: str, body: Any, *, key: str | None = KEY, **headers: str) -> Answer:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    sent = {"content-type": "application/json", **{k.replace("_", "-"): v for k, v in headers.items()}}
    if key:
        sent["authorization"] = f"Bearer {key}"
    return gateway.request("POST", path, raw, sent)


def masked(gateway: Gateway, text: str, **fields: Any) -> Any:
    answer = post(gateway, "/v1/pseudonymise", {"text": text, **fields})
    assert answer.status == 200, answer.body
    return answer.json


def back(gateway: Gateway, text: str, mapping: dict[str, str]) -> Any:
    answer = post(gateway, "/v1/restore", {"text": text, "mapping": mapping})
    assert answer.status == 200, answer.body
    return answer.json


def place(value: str, text: str = LETTER, **more: Any) -> dict[str, Any]:
    start = text.index(value)
    return {"start": start, "end": start + len(value), **more}


def test_a_letter_leaves_without_its_data_and_comes_back_whole(gateway: Gateway) -> None:
    told = masked(gateway, LETTER)
    for value in ("Benzerga", NIR, PHONE, "12/03/1985"):
        assert value not in told["text"]
    assert "aide au transport scolaire" in told["text"]
    restored = back(gateway, told["text"], told["mapping"])
    assert restored["text"] == LETTER
    assert restored["restored"] == len(told["mapping"])
    assert gateway.external.received == []
    assert gateway.internal.received == []


def test_what_was_found_is_told_with_its_place_and_its_class(gateway: Gateway) -> None:
    (found,) = [each for each in masked(gateway, LETTER)["found"] if each["label"] == "NIR"]
    assert LETTER[found["start"] : found["end"]] == NIR
    assert found["kind"] == "Numéro de sécurité sociale"
    assert found["class"] == "highly_personal"
    assert 0 < found["score"] <= 1


def test_offsets_count_characters_and_not_bytes(gateway: Gateway) -> None:
    text = f"😀é {PHONE}"
    (found,) = masked(gateway, text)["found"]
    assert text[found["start"] : found["end"]] == PHONE


def test_a_text_without_data_comes_as_it_is(gateway: Gateway) -> None:
    told = masked(gateway, "Le conseil se réunit lundi.")
    assert (told["text"], told["mapping"], told["found"]) == ("Le conseil se réunit lundi.", {}, [])
    assert masked(gateway, "")["text"] == ""


def test_an_answer_that_an_ai_rewrote_is_restored_and_counted(gateway: Gateway) -> None:
    mapping = {"[PERSONNE_1234]": "Karima", "[NIR_5678]": NIR}
    told = back(gateway, "Chère personne 1234, bonjour.", mapping)
    assert (told["text"], told["restored"]) == ("Chère Karima, bonjour.", 1)


def test_a_mapping_that_would_swell_the_text_is_refused_and_a_long_value_is_not(gateway: Gateway) -> None:
    secret = {"[DOSSIER_4127]": "k" * 100_000}
    assert len(back(gateway, "Voir [DOSSIER_4127] et [DOSSIER_4127].", secret)["text"]) > 200_000
    answer = post(gateway, "/v1/restore", {"text": "[DOSSIER_4127] " * 100_000, "mapping": secret})
    assert (answer.status, answer.error["param"]) == (400, "mapping")
    assert "40 Mio" in answer.error["message"]


# ---------------------------------------------------------------- corrections and options


def test_a_range_that_is_no_datum_is_left_as_it_is(gateway: Gateway) -> None:
    told = masked(gateway, LETTER, keep=[place(PHONE)])
    assert PHONE in told["text"]
    assert NIR not in told["text"]
    assert "PHONE" not in {each["label"] for each in told["found"]}


def test_a_range_that_is_a_datum_is_masked_under_its_kind(gateway: Gateway) -> None:
    told = masked(gateway, LETTER, add=[place("transport scolaire", label="CASE_ID")])
    assert "transport" not in told["text"]
    assert "[DOSSIER_" in told["text"]
    assert back(gateway, told["text"], told["mapping"])["text"] == LETTER


def test_the_kind_that_a_person_says_prevails(gateway: Gateway) -> None:
    told = masked(gateway, LETTER, add=[place(NIR, label="CASE_ID")])
    assert "[NIR_" not in told["text"]
    assert "[DOSSIER_" in told["text"]


def test_ten_thousand_corrections_are_taken_and_one_more_is_not(gateway: Gateway) -> None:
    text = "mot " * 10_001
    ranges = [{"start": 4 * n, "end": 4 * n + 3, "label": "PERSON"} for n in range(10_001)]
    assert masked(gateway, text, add=ranges[:-1])["text"].count("mot") == 1
    answer = post(gateway, "/v1/pseudonymise", {"text": text, "add": ranges})
    assert (answer.status, answer.error["param"]) == (400, "add")


def test_readable_pseudonyms_read_like_names_and_come_back(gateway: Gateway) -> None:
    told = masked(gateway, LETTER, mode="readable")
    assert "°" in told["text"]
    assert "Benzerga" not in told["text"]
    assert back(gateway, told["text"], told["mapping"])["text"] == LETTER


def test_shifted_dates_are_dates_still_and_come_back(gateway: Gateway) -> None:
    told = masked(gateway, LETTER, shift_dates=True)
    assert "12/03/1985" not in told["text"]
    assert "[NAISSANCE_" not in told["text"]
    assert back(gateway, told["text"], told["mapping"])["text"] == LETTER


def test_one_session_has_one_pseudonym_for_a_value_and_another_session_another(gateway: Gateway) -> None:
    def pseudonym(key: str = KEY, **headers: str) -> Any:
        return post(gateway, "/v1/pseudonymise", {"text": f"NIR : {NIR}"}, key=key, **headers).json["text"]

    assert pseudonym(x_session_id="a") == pseudonym(x_session_id="a")
    assert pseudonym(x_session_id="a") != pseudonym(x_session_id="b")
    assert pseudonym(x_session_id="a") != pseudonym(READER_KEY, x_session_id="a")
    assert len({pseudonym() for _ in range(4)}) > 1


# ---------------------------------------------------------------- bad input

WRONG: list[tuple[str, Any, str]] = [
    ("/v1/pseudonymise", {}, "text"),
    ("/v1/pseudonymise", {"text": None}, "text"),
    ("/v1/pseudonymise", {"text": 7}, "text"),
    ("/v1/pseudonymise", {"text": ["a"]}, "text"),
    ("/v1/pseudonymise", {"text": "abc", "mode": "autre"}, "mode"),
    ("/v1/pseudonymise", {"text": "abc", "mode": ["typed"]}, "mode"),
    ("/v1/pseudonymise", {"text": "abc", "shift_dates": "oui"}, "shift_dates"),
    ("/v1/pseudonymise", {"text": "abc", "shift_dates": 1}, "shift_dates"),
    ("/v1/pseudonymise", {"text": "abc", "keep": "ab"}, "keep"),
    ("/v1/pseudonymise", {"text": "abc", "keep": [7]}, "keep[0]"),
    ("/v1/pseudonymise", {"text": "abc", "keep": [{"start": 0, "end": 4}]}, "keep[0]"),
    ("/v1/pseudonymise", {"text": "abc", "keep": [{"start": -1, "end": 2}]}, "keep[0]"),
    ("/v1/pseudonymise", {"text": "abc", "keep": [{"start": 2, "end": 2}]}, "keep[0]"),
    ("/v1/pseudonymise", {"text": "abc", "keep": [{"start": True, "end": 2}]}, "keep[0]"),
    ("/v1/pseudonymise", {"text": "abc", "keep": [{"start": 0.0, "end": 2}]}, "keep[0]"),
    ("/v1/pseudonymise", {"text": "abc", "add": [{"start": 0, "end": 2}]}, "add[0].label"),
    ("/v1/pseudonymise", {"text": "abc", "add": [{"start": 0, "end": 2, "label": "RIEN"}]}, "add[0].label"),
    ("/v1/pseudonymise", {"text": "abc", "add": [{"start": 0, "end": 2, "label": []}]}, "add[0].label"),
    (
        "/v1/pseudonymise",
        {"text": "abc", "add": [{"start": 0, "end": 2, "label": "SENSITIVE_HEALTH"}]},
        "add[0].label",
    ),
    ("/v1/restore", {"mapping": {}}, "text"),
    ("/v1/restore", {"text": "abc"}, "mapping"),
    ("/v1/restore", {"text": "abc", "mapping": []}, "mapping"),
    ("/v1/restore", {"text": "abc", "mapping": {"[NIR_1234]": 7}}, "mapping"),
    ("/v1/restore", {"text": "abc", "mapping": {"pas une marque": "a"}}, "mapping"),
]


@pytest.mark.parametrize(("path", "body", "field"), WRONG)
def test_a_field_that_is_none_is_named_in_french(gateway: Gateway, path: str, body: Any, field: str) -> None:
    answer = post(gateway, path, body)
    assert (answer.status, answer.error["code"], answer.error["param"]) == (400, "invalid_request", field)
    assert "il faut" in answer.error["message"]


@pytest.mark.parametrize("path", ["/v1/pseudonymise", "/v1/restore"])
@pytest.mark.parametrize(
    ("raw", "status", "code"),
    [
        (b"", 400, "invalid_json"),
        (b"{", 400, "invalid_json"),
        (b"\xff\xfe", 400, "invalid_json"),
        (b'{"text": "\\ud800"}', 400, "invalid_json"),
        (b"[]", 400, "invalid_request"),
        (b"null", 400, "invalid_request"),
        (b"[" * 100_000, 400, "invalid_json"),
        (b'{"text": "' + b"a" * (11 << 20) + b'"}', 413, "request_too_large"),
    ],
    ids=["empty", "cut", "binary", "surrogate", "list", "null", "deep", "11 MiB"],
)
def test_a_body_that_is_no_request_is_refused(
    gateway: Gateway, path: str, raw: bytes, status: int, code: str
) -> None:
    answer = post(gateway, path, raw)
    assert (answer.status, answer.error["code"]) == (status, code)


@pytest.mark.parametrize("path", ["/v1/pseudonymise", "/v1/restore"])
def test_without_a_key_nothing_is_done(gateway: Gateway, path: str) -> None:
    before = len(gateway.entries())
    body = {"text": LETTER, "mapping": {}}
    assert post(gateway, path, body, key=None).error["code"] == "invalid_api_key"
    assert post(gateway, path, body, key="sk-inconnue").error["code"] == "invalid_api_key"
    assert not [e for e in gateway.entries()[before:] if isinstance(e, TextPseudonymised | TextRestored)]


@pytest.mark.parametrize("path", ["/v1/pseudonymise", "/v1/restore"])
def test_another_method_is_refused(gateway: Gateway, path: str) -> None:
    assert gateway.get(path).error["code"] == "method_not_allowed"


# ---------------------------------------------------------------- the journal


def test_the_journal_knows_how_much_and_never_what(gateway: Gateway) -> None:
    told = masked(gateway, LETTER, keep=[place(PHONE)])
    back(gateway, told["text"], told["mapping"])
    out, again = gateway.entries()[-2:]
    assert isinstance(out, TextPseudonymised)
    assert (out.organisation, out.person, out.request) == ("essai", "claire", told["id"])
    assert (out.found["NIR"], out.corrected, out.characters) == (1, 1, len(LETTER))
    assert "PHONE" not in out.found
    assert isinstance(again, TextRestored)
    assert again.characters == len(told["text"])
    kept = b"".join(path.read_bytes() for path in gateway.journal.rglob("*") if path.is_file())
    for value in ("Benzerga", NIR, PHONE):
        assert value.encode() not in kept


# ---------------------------------------------------------------- there and back

PIECES = st.sampled_from(
    [
        "Madame Fatima Benzerga ", f"NIR {NIR} ", f"tél. {PHONE}, ", "né le 12 mars 1985 ", "12/03/1985", "\n",
        "[PERSONNE_1234]", "\\[NIR\\_5678\\]", "personne 1234 ", "Léa Morel° ", "1980°", "😀", "é", "[", "_", "\u202f",
        "jean.dupont@exemple.fr ", "\ufeff", "\0", "DUPONT ", "Dupont, ",
    ]
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(PIECES | st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=12),
    st.sampled_from(["typed", "readable"]),
    st.booleans(),
)
def test_there_and_back_is_the_identity(
    gateway: Gateway, pieces: list[str], mode: str, shift_dates: bool
) -> None:
    text = "".join(pieces)
    told = masked(gateway, text, mode=mode, shift_dates=shift_dates)
    assert back(gateway, told["text"], told["mapping"])["text"] == text
