"""The engine as a whole: its promises, and what nobody should send it."""

import os
import socket
import subprocess
import sys
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from garant.privacy import Label, Span, detect, read, recognised_classes
from garant.words import DataClass

LETTER = (
    "Mme Karima Benali, née le 12 mars 1985, 12 rue de la Paix 04100 Manosque, NIR 1 85 05 78 006 084 91, "
    "tél. 06 12 34 56 78, dossier n° 2024-1234. "
)


def pieces(text: str) -> list[tuple[str, str]]:
    return [(span.label.value, text[span.start : span.end]) for span in detect(text)]


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(codec=None)))
def test_any_text_gives_sorted_spans_that_do_not_overlap(text: str) -> None:
    spans = detect(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*LETTER.split(" "), "😀", "e\u0301", "\r\n", "\ud800", "’"]), max_size=40))
def test_the_same_text_gives_the_same_spans(words: list[str]) -> None:
    text = " ".join(words)
    assert detect(text) == detect(text)


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\r\t", "\ud800\udfff", "\0" * 100, "\u0301", "[", "😀" * 50, "\u200b" * 30],
    ids=["empty", "space", "blanks", "surrogates", "zeros", "accent", "bracket", "emoji", "invisible"],
)
def test_texts_without_words_hold_nothing(text: str) -> None:
    assert detect(text) == ()


def test_offsets_are_in_characters_after_emoji_and_in_nfd() -> None:
    text = "😀 e\u0301te\u0301 – Mme Le\u0301a Dupre\u0301 😀 06 12 34 56 78\r\n"
    assert pieces(text) == [("PERSON", "Le\u0301a Dupre\u0301"), ("PHONE", "06 12 34 56 78")]


def test_nfd_and_nfc_say_the_same() -> None:
    decomposed = unicodedata.normalize("NFD", LETTER)
    assert [label for label, _ in pieces(decomposed)] == [label for label, _ in pieces(LETTER)]
    assert [unicodedata.normalize("NFC", piece) for _, piece in pieces(decomposed)] == [
        p for _, p in pieces(LETTER)
    ]


def test_line_ends_of_windows_change_nothing() -> None:
    text = LETTER.replace(", ", ",\n")
    assert pieces(text.replace("\n", "\r\n")) == pieces(text)


def test_a_name_found_once_is_found_everywhere() -> None:
    text = "Mme Benali est venue. Plus tard, benali a rappelé. Le dossier BENALI est complet."
    assert [piece for _, piece in pieces(text)] == ["Benali", "benali", "BENALI"]


def test_a_name_found_again_takes_its_initials_with_it() -> None:
    again = "Mme Karine Blanc a écrit. JP Blanc rappelle, puis K. Blanc. Un mur Blanc."
    assert [piece for _, piece in pieces(again)][:3] == ["Karine Blanc", "JP Blanc", "K. Blanc"]


def test_a_common_word_that_is_a_name_is_only_one_with_its_capital() -> None:
    text = "M. Boulanger attend. Le boulanger du village ferme. Appeler Boulanger."
    assert [piece for _, piece in pieces(text)] == ["Boulanger", "Boulanger"]


def test_an_elected_member_stays_public_when_named_again() -> None:
    text = "Jean Dumont, maire de Volx, ouvre la séance. M. Dumont présente le budget."
    assert pieces(text) == []


def test_a_table_is_read_by_its_headings() -> None:
    text = "Nom;Prénom;Date de naissance;Matricule\nRoux;Ève;30/09/2019;A12\nPetit;Noé;01/02/1960;B77\n"
    assert [piece for _, piece in pieces(text)] == [
        "Roux",
        "Ève",
        "30/09/2019",
        "A12",
        "Petit",
        "Noé",
        "01/02/1960",
        "B77",
    ]


def test_a_table_of_places_is_left_alone() -> None:
    assert pieces("Nom;Population;Surface\nManosque;22000;57\nGap;40000;110\n") == []


def test_labels_carry_their_class() -> None:
    classes = {span.label: span.data_class for span in detect(LETTER)}
    assert classes[Label.NIR] is DataClass.HIGHLY_PERSONAL
    assert classes[Label.PERSON] is DataClass.PERSONAL


CLAIMED = {
    DataClass.PERSONAL: "Mme Karima Benali est venue.",
    DataClass.HIGHLY_PERSONAL: "Son NIR : 2 55 08 14 168 025 38.",
    DataClass.SECRET: "Mot de passe : Tr0ub4dor&3xyz",
    DataClass.VULNERABLE: "Mme Benali est sous curatelle et perçoit le RSA.",
    DataClass.HEALTH: "Mme Benali est suivie pour un diabète.",
    DataClass.SENSITIVE: "M. Benali est musulman pratiquant.",
    DataClass.CRIMINAL: "M. Benali a été condamné à six mois de prison.",
    DataClass.MINOR: "Son fils Théo, 8 ans, est placé en famille d’accueil depuis mars.",
    DataClass.INTERNAL_DOCUMENT: "CONFIDENTIEL – ne pas diffuser\nProjet de délibération à soumettre au conseil",
    DataClass.INDIRECT: "La réunion a lieu à Gap, en mairie.",
}


@pytest.mark.parametrize("data", sorted(recognised_classes()))
def test_each_class_that_is_claimed_is_found(data: DataClass) -> None:
    assert data in read(CLAIMED[data]).classes


def test_ordinary_prose_holds_none_but_places_and_dates() -> None:
    text = "Le conseil a voté le budget. La bibliothèque ouvre le mardi à 9 h. Merci de votre réponse."
    assert read(text).classes <= {DataClass.INDIRECT}


def test_many_threads_find_the_same() -> None:
    expected = detect(LETTER)
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(detect, [LETTER] * 200)) == {expected}


def test_no_socket_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert detect(LETTER)


def test_no_socket_is_opened_by_loading_either() -> None:
    program = (
        "import socket\n"
        "class Refused(socket.socket):\n"
        "    def __init__(self, *a, **k): raise SystemExit('a socket was opened')\n"
        "socket.socket = socket.create_connection = socket.getaddrinfo = Refused\n"
        "from garant.privacy import detect\n"
        f"assert detect({LETTER!r})\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, env=dict(os.environ)
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_spans_stand_where_they_should_beyond_the_first_block() -> None:
    filler = "Le budget de la commune est voté chaque année.\n\n" * 1500
    text = filler + LETTER + filler
    assert [(s.start - len(filler), s.end - len(filler), s.label) for s in detect(text)] == [
        (s.start, s.end, s.label) for s in detect(LETTER)
    ]


def test_a_name_is_followed_from_one_block_to_another() -> None:
    filler = "Le budget de la commune est voté chaque année.\n\n" * 1500
    text = "Mme Benali est venue.\n\n" + filler + "Puis benali a rappelé."
    assert [piece for _, piece in pieces(text)] == ["Benali", "benali"]


def test_ten_megabytes_are_read() -> None:
    letters = 1_500
    text = (LETTER + "\n") * letters + "Le budget est voté. " * 75_000 + "x" * 8_300_000
    assert len(text) > 10_000_000
    assert len(detect(text)) == letters * len(detect(LETTER))


def test_binary_that_was_decoded_holds_no_trap() -> None:
    detect(bytes(range(256)).decode("latin-1") * 2000)
    detect(os.urandom(200_000).decode("utf-8", "replace"))
    detect(os.urandom(200_000).decode("latin-1"))


CATASTROPHIC = {
    "digits": "1 " * 20_000,
    "digits joined": "1" * 40_000,
    "open brackets": "[" * 40_000,
    "nested": "[({" * 13_000 + "})]" * 13_000,
    "words for ever": "a " * 20_000,
    "particles": "de la " * 7_000,
    "capitals": "Jean " * 8_000,
    "initials": "J. " * 13_000,
    "mail without end": "a.a." * 10_000 + "@",
    "at for ever": "a@" * 20_000,
    "hyphens": "-" * 40_000,
    "dashes of a key": "-----BEGIN PRIVATE KEY-----" * 1500,
    "password after password": "mot de passe : " * 2600,
    "roles": "le maire de la commune de " * 1600,
    "born": "né le " * 6_500,
    "codes": "dossier n° " * 3_600,
    "streets": "12 rue de la " * 3_000,
    "semicolons": ";" * 40_000,
    "headings": "nom;prénom;tel\n" * 2_700,
    "one line of CSV": "nom;prénom;tel\n" + "a;" * 20_000,
}


@pytest.mark.parametrize("text", CATASTROPHIC.values(), ids=CATASTROPHIC)
def test_time_grows_with_the_length_and_no_faster(text: str) -> None:
    """Not a measure of speed: a quadratic pattern would take hundreds of times longer than this allows."""

    def seconds(read_text: str) -> float:
        """Of this process, the best of three: a collection of memory that falls into one of them must not count."""
        taken = []
        for _ in range(3):
            started = time.process_time()
            detect(read_text)
            taken.append(time.process_time() - started)
        return min(taken)

    assert seconds(text) < max(1.0, 12 * seconds(text[: len(text) // 4]))


def test_a_span_is_a_plain_value() -> None:
    assert Span(0, 3, Label.PERSON) == Span(0, 3, Label.PERSON)
    assert detect("Mme Benali")[0] == Span(4, 10, Label.PERSON, 0.9)
