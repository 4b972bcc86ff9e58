"""Restoring takes what a model makes of a placeholder, at once or as it streams."""

import json
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from garant.privacy import Label, RestoredTooLong, StreamRestorer, restore, restore_within
from garant.privacy.placeholder import HOLD_BACK

MAPPING = {
    "[PERSONNE_4127]": "Karim Benali",
    "[PERSONNE_4127b]": "BENALI",
    "[TELEPHONE_8241]": "06 12 34 56 78",
}


IN_BRACKETS = [
    "[PERSONNE_4127]",
    "[personne_4127]",
    "[Personne_4127]",
    "[ PERSONNE_4127 ]",
    "[PERSONNE 4127]",
    "[PERSONNE-4127]",
    "[PERSONNE : 4127]",
    "[PERSONNE n° 4127]",
    "[PERSONNE4127]",
    "[PERSONNE_\n4127]",
    "[PERSONNE_\u00a04127]",
    "[PERSONNE\u202f4127]",
    "[PERSONNE_\u200b4127]",
    "[PERS\u00adONNE_4127]",
    "[PERSONNE_41\u200b27]",
    "[ＰＥＲＳＯＮＮＥ＿４１２７]",
    "［PERSONNE_４１２７］",
    "【PERSONNE_4127】",
    "\\[PERSONNE\\_4127\\]",
    "[PERSONNE\\_4127]",
    "\\[PERSONNE_4127]",
    "[**PERSONNE_4127**]",
    "[`PERSONNE_4127`]",
    "[*PERSONNE_4127*]",
    "&#91;PERSONNE_4127&#93;",
    "&lsqb;PERSONNE&#95;4127&rsqb;",
    "&#x5B;PERSONNE&lowbar;4127&#x5D;",
    "[PERSONNES_4127]",
    "[Personnes 4127]",
    "[PERSON_4127]",
    "[Person 4127]",
    "[PERSONS_4127]",
    "[PERSONA_4127]",
    "[NAME_4127]",
    "[NOM_4127]",
    "[NOME_4127]",
    "[Pessoa_4127]",
    "[FEMME_4127]",
    "[PERSONNE_F_4127]",
    "[PERSONNE_H_4127]",
    "[Person_M_4127]",
    "[personne f 4127]",
]
OTHERWISE = [
    "PERSONNE_4127",
    "personne_4127",
    "PERSONNE\\_4127",
    "Personne 4127",
    "personne-4127",
    "PERSON_4127",
    "PERSONNE_F_4127",
    "[PERSONNE_4127",
    "[Personne 4127",
    "PERSONNE_4127]",
    "\\[PERSONNE\\_4127",
    "<PERSONNE_4127>",
    "&lt;PERSONNE_4127&gt;",
    "{PERSONNE_4127}",
    "{{PERSONNE_4127}}",
    "⟨PERSONNE_4127⟩",
]


@pytest.mark.parametrize("form", [*IN_BRACKETS, *OTHERWISE])
def test_a_placeholder_is_known_in_the_forms_that_models_give_it(form: str) -> None:
    assert restore(f"Bonjour {form},", MAPPING) == "Bonjour Karim Benali,"
    assert restore(form, MAPPING) == "Karim Benali"


@pytest.mark.parametrize(
    ("form", "restored"),
    [
        ("(PERSONNE_4127)", "(Karim Benali)"),
        ("« PERSONNE_4127 »", "« Karim Benali »"),
        ('"PERSONNE_4127"', '"Karim Benali"'),
        ("**PERSONNE_4127**", "**Karim Benali**"),
        ("_PERSONNE_4127_", "_Karim Benali_"),
        ("__PERSONNE_4127__", "__Karim Benali__"),
        ("**[PERSONNE_4127]**", "**Karim Benali**"),
        ("[[PERSONNE_4127]]", "[Karim Benali]"),
        ("([PERSONNE_4127])", "(Karim Benali)"),
        ("<b>PERSONNE_4127</b>", "<b>Karim Benali</b>"),
        ("d’[PERSONNE_4127]", "d’Karim Benali"),
        ("l'PERSONNE_4127", "l'Karim Benali"),
        ("[PERSON_4127]'s file", "Karim Benali's file"),
        ("[PERSONNE_4127 et PERSONNE_4127b]", "Karim Benali et BENALI"),
        ("[PERSONNE_4127, PERSONNE_4127b]", "Karim Benali, BENALI"),
        ("[dossier de PERSONNE_4127](a.pdf)", "[dossier de Karim Benali](a.pdf)"),
        ("[PERSONNE_4127](a.pdf)", "Karim Benali(a.pdf)"),
        ("PERSONNE_4127.", "Karim Benali."),
        ("PERSONNE_4127-là", "Karim Benali-là"),
        ("PERSONNE_4127b est là", "BENALI est là"),
        ("PERSONNE_4127 b", "Karim Benali b"),
    ],
)
def test_what_stands_around_a_placeholder_stays(form: str, restored: str) -> None:
    assert restore(f"Et {form}", MAPPING) == f"Et {restored}"


def test_accents_that_a_model_adds_are_taken() -> None:
    assert restore("au [téléphone_8241]", MAPPING) == "au 06 12 34 56 78"
    assert restore("au [te\u0301le\u0301phone_8241]", MAPPING) == "au 06 12 34 56 78"


@pytest.mark.parametrize(
    "word", ["PHONE", "phones", "Teléfono", "Telefon", "TELEFONO", "Telefone", "Téléphones", "Tél"]
)
def test_translated_words_are_read(word: str) -> None:
    assert restore(f"[{word}_8241]", MAPPING) == "06 12 34 56 78"
    assert restore(f"[{word} 9999]", MAPPING) == f"[{word} 9999]"


@pytest.mark.parametrize("label", list(Label))
def test_every_label_comes_back_whatever_its_case(label: Label) -> None:
    mapping = {f"[{label.placeholder}_4127]": "x"}
    assert restore(f"[{label.placeholder.title()} 4127]", mapping) == "x"
    assert restore(f"{label.placeholder.lower()}_4127", mapping) == "x"


def test_a_surface_form_keeps_its_letter() -> None:
    assert restore("[PERSONNE_4127B] / [personne_4127b]", MAPPING) == "BENALI / BENALI"
    assert restore("[PERSONNE_4127_b] / [PERSONNE-4127-b]", MAPPING) == "BENALI / BENALI"
    assert restore("\\[PERSONNE\\_4127\\_b\\]", MAPPING) == "BENALI"


@pytest.mark.parametrize(
    "text",
    [
        "[PERSONNE_9999]",
        "[PERSONNE_41270]",
        "[NIR_4127]",
        "[4127]",
        "[a](b)",
        "[PERSONNE_4127c]",
        "[PERSONNE_4127_c]",
        "PERSONNE_41271",
        "IMPERSONNE_4127",
        "ma_PERSONNE_4127",
        "PERSONNE_4127_bis",
        "PERSONNE_4127bis9",
        "PERSONNE4127",
        "personnel 4127",
        "4127 personnes",
        "personne n° 4127",
        "au nom 4127",
        "il nome 4127",
        "[une personne 4127]"[:12] + "…",
        "<téléphone 8241>",
        "{TELEPHONE 8241}",
        "[PERSONNE_4127 habite]"[:9] + "]",
        "téléphone 8241",
        "Tél. 8241",
        "[téléphone 8241",
        "[VISITEUR_4127]",
        "[PERSONNE_X_4127]",
        "[TELEPHONE_F_8241]",
    ],
)
def test_what_is_no_placeholder_of_ours_stays(text: str) -> None:
    assert restore(text, MAPPING) == text
    assert restore(f"Bonjour {text} !", MAPPING) == f"Bonjour {text} !"


@pytest.mark.parametrize(
    "label",
    [
        label
        for label in Label
        if label.placeholder not in {"PERSONNE", "COURRIEL", "NAISSANCE", "NIR", "IBAN"}
    ],
)
def test_an_ordinary_word_and_a_number_are_no_placeholder_without_brackets(label: Label) -> None:
    word = label.placeholder.lower()
    mapping = {f"[{label.placeholder}_4127]": "donnée"}
    for text in (
        f"le {word} 4127",
        f"{word.title()} 4127",
        f"{word} n° 4127",
        f"{word}-4127",
        f"{word}s 4127",
    ):
        assert restore(text, mapping) == text


def test_a_restored_value_is_never_restored_again() -> None:
    mapping = {"[PERSONNE_1000]": "[PERSONNE_2000]", "[PERSONNE_2000]": "Karim"}
    assert restore("[PERSONNE_1000]", mapping) == "[PERSONNE_2000]"


def test_a_value_can_be_encoded_before_it_is_inserted() -> None:
    mapping = {"[PERSONNE_1000]": 'dit "Jo"\\'}
    arguments = restore('{"nom": "[PERSONNE_1000]"}', mapping, lambda value: json.dumps(value)[1:-1])
    assert json.loads(arguments) == {"nom": 'dit "Jo"\\'}


def test_a_mapping_with_a_key_that_is_no_placeholder_is_refused() -> None:
    with pytest.raises(ValueError, match="placeholder"):
        restore("[x] 1", {"Karim": "x"})


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *MAPPING,
                *IN_BRACKETS,
                *OTHERWISE,
                *("[personne \n 4127 b ]", "[PERSONNE_4127_b]", "[PERSONNE\\_4127\\_b]", "[PERSONNE_4127-b]"),
                *("[PERSONNE", "PERSONNE", "pers", "Person", "tel", "4127", "8241", "41", "b"),
                *("[", "]", "{", "}", "{{", "<", ">", "(", "&", "&#9", "&lt;", "&#91;", "&#93;"),
                *(
                    "\\",
                    "\\[",
                    " ",
                    "_",
                    "__",
                    "-",
                    ":",
                    "**",
                    "`",
                    "n",
                    "n°",
                    "F",
                    "f_",
                    "\u200b",
                    "４１２７",
                ),
            ]
        ),
        st.text(max_size=6),
    ),
    max_size=20,
).map("".join)


@settings(max_examples=500, deadline=None)
@given(PIECES, st.lists(st.integers(1, 12), min_size=1, max_size=30))
def test_a_stream_gives_the_same_wherever_it_is_cut(text: str, cuts: list[int]) -> None:
    restorer = StreamRestorer(MAPPING)
    given_out: list[str] = []
    at = turn = received = 0
    while at < len(text):
        piece = text[at : at + cuts[turn % len(cuts)]]
        at, turn = at + len(piece), turn + 1
        received += len(piece)
        given_out.append(restorer.feed(piece))
        plain = len(restore(text[:at], MAPPING))
        assert plain - len("".join(given_out)) <= restorer.hold_back
    given_out.append(restorer.close())
    assert "".join(given_out) == restore(text, MAPPING)


def test_text_that_can_be_no_placeholder_is_never_held() -> None:
    restorer = StreamRestorer(MAPPING)
    for piece in [
        "Bonjour",
        " Madame,\n",
        "l’agent (voir §2)",
        " {json: 1} ",
        "le dossier",
        " 12",
        " nirvana",
        " fin.",
    ]:
        assert restorer.feed(piece) == piece
    assert restorer.close() == ""


def test_a_bracket_that_opens_nothing_is_let_go_at_once() -> None:
    restorer = StreamRestorer(MAPPING)
    assert restorer.feed("voir [") == "voir "
    assert restorer.feed("1] et [!") == "[1] et [!"


def test_the_beginning_of_a_word_of_the_mapping_waits_for_what_follows() -> None:
    restorer = StreamRestorer(MAPPING)
    assert restorer.feed("une pers") == "une "
    assert restorer.feed("onne") == ""
    assert restorer.feed(" âgée") == "personne âgée"
    assert restorer.feed(", la PERSONNE") == ", la "
    assert restorer.feed("_41") == ""
    assert restorer.feed("27") == ""
    assert restorer.feed(", donc") == "Karim Benali, donc"
    assert StreamRestorer({"[NIR_4127]": "x"}).feed("une pers") == "une pers"


def test_what_is_held_stays_under_the_constant() -> None:
    restorer = StreamRestorer(MAPPING)
    out = "".join(restorer.feed(character) for character in "[" + "A" * 500)
    assert len(out) >= 501 - HOLD_BACK
    assert restorer.hold_back == HOLD_BACK


def test_a_stream_without_a_mapping_passes_through() -> None:
    restorer = StreamRestorer({})
    assert restorer.feed("[PERSONNE_") == "[PERSONNE_"


def test_a_stream_that_breaks_in_a_placeholder_loses_nothing() -> None:
    restorer = StreamRestorer(MAPPING)
    assert restorer.feed("M. [PERSONNE_41") + restorer.close() == "M. [PERSONNE_41"
    assert restorer.feed("M. [PERSONNE_4127") + restorer.close() == "M. Karim Benali"


def test_the_stream_counts_what_it_restored() -> None:
    restorer = StreamRestorer(MAPPING)
    restorer.feed("[PERSONNE_4127] et [NIR_1]")
    assert restorer.restored == 1


@pytest.mark.parametrize("value", ["Karim Benali", "x" * 5_000])
def test_a_text_that_stays_within_the_limit_is_restored_as_ever(value: str) -> None:
    mapping = {"[PERSONNE_4127]": value, "Léa Morel°": "Rose Zorbak"}
    text = "M. [PERSONNE_4127], **[Personne 4127]** et Léa Morel° sont venus. " * 2_000
    whole = restore(text, mapping)
    assert restore_within(text, mapping, len(whole)) == (whole, 6_000)
    with pytest.raises(RestoredTooLong):
        restore_within(text, mapping, len(whole) - 1)


def test_a_long_value_named_many_times_is_given_up_early() -> None:
    mapping = {"[PERSONNE_4127]": "y" * 1_000_000}
    tracemalloc.start()
    with pytest.raises(RestoredTooLong):
        restore_within("[PERSONNE_4127]" * 100_000, mapping, 10_000_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 60_000_000
