"""Readable pseudonyms: invented, marked, nobody's, and exact on the way back."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import iban, luhn
from stdnum.fr import nir, siret

from garant.privacy import Label, Pseudonyms, Span, StreamRestorer, pseudonymise, restore
from garant.privacy.false_numbers import invented
from garant.privacy.false_values import MARK
from garant.privacy.gazetteer import first_name, fold_word, gazetteer, is_commune, surname
from garant.privacy.gender import FEMININE, MASCULINE, first_names

KEY = b"une clef de trente-deux octets!!"


def marked(text: str) -> tuple[str, list[Span]]:
    """ "{PERSON Karima} est là" → the plain text and its spans."""
    plain, spans = "", []
    for before, label, value in re.findall(r"([^{]*)(?:\{([A-Z_]+) ([^}]*)\})?", text):
        plain += before
        if label:
            spans.append(Span(len(plain), len(plain) + len(value), Label(label)))
            plain += value
    return plain, spans


def readable(*texts: str, key: bytes = KEY, told: bool = True) -> tuple[list[str], dict[str, str]]:
    cases = [marked(text) for text in texts]
    pseudonyms = Pseudonyms(key, avoid=[text for text, _ in cases] if told else (), readable=True)
    masked = [pseudonyms.mask(text, spans) for text, spans in cases]
    assert [restore(text, pseudonyms.mapping) for text in masked] == [text for text, _ in cases]
    return masked, dict(pseudonyms.mapping)


# ---------------------------------------------------------------- names


def test_a_name_is_invented_word_by_word_and_marked() -> None:
    (text,), _ = readable(
        "Mme {PERSON Karima BENALI} et {PERSON K. Benali}, {PERSON karima}, {PERSON BENALI Karima}, {PERSON Enzo Benali}."
    )
    found = re.fullmatch(
        rf"Mme (\w+) ([A-Z]+){MARK} et (\w)\. (\w+){MARK}, (\w+){MARK}, ([A-Z]+) (\w+){MARK}, (\w+) (\w+){MARK}\.",
        text,
    )
    assert found is not None
    first, capitals, initial, family, lower, again, given, child, family_of_child = found.groups()
    assert fold_word(first) == fold_word(lower) == fold_word(given)
    assert fold_word(capitals) == fold_word(family) == fold_word(again) == fold_word(family_of_child)
    assert initial == fold_word(first)[0].upper()
    assert first_names().gender(first) == FEMININE
    assert first_names().gender(child) == MASCULINE
    assert child != first


def test_nothing_of_the_name_is_left() -> None:
    (text,), _ = readable("{PERSON Jean-Pierre de la Tour-Dupin} et {PERSON De}, {PERSON Le Goff}")
    assert not re.search("jean|pierre|tour|dupin|goff|De°", text, re.IGNORECASE)


def test_an_invented_name_stands_in_none_of_the_texts() -> None:
    every = " ".join(invented()["names"]["surnames"][:-1])
    (text, _), _ = readable("M. {PERSON Benali}", f"Liste : {every}")
    assert text == f"M. {invented()['names']['surnames'][-1]}{MARK}"


def test_without_a_free_name_the_placeholder_stays() -> None:
    (text, _), _ = readable("M. {PERSON Benali}", f"Liste : {' '.join(invented()['names']['surnames'])}")
    assert re.fullmatch(r"M\. \[PERSONNE_\d+\]", text)


def test_two_surface_forms_that_would_read_the_same_get_another_mark() -> None:
    (text,), _ = readable("{PERSON Benali} {PERSON BeNali}")
    one, other = text.split(" ")
    assert other == one + MARK


def test_the_name_stays_from_turn_to_turn_and_changes_with_the_key() -> None:
    (one, other), _ = readable("{PERSON Karima Benali}", "Bonjour {PERSON Karima Benali}")
    assert other == f"Bonjour {one}"
    assert one != readable("{PERSON Karima Benali}", key=b"autre")[0][0]


@pytest.mark.parametrize(
    ("answer", "restored"),
    [
        ("{false}°", "Karima Benali"),
        ("{false}", "Karima Benali"),
        ("{upper}°", "Karima Benali"),
        ("**{false}**°", "**Karima Benali**°"),
        ("Madame {family}°", "Madame Benali"),
        ("Madame {family}", "Madame Benali"),
        ("{given}°", "Karima"),
        ("{split}°", "Karima Benali"),
        ("{false} °", "Karima Benali"),
        ("{false}º", "Karima Benali"),
        ("{initial}. {family}°", "K. Benali"),
        ("{initial}. {family}", "K. Benali"),
        ("M. {family}°", "M. Benali"),
        ("{initial} {given}", "{initial} Karima"),
        ("d’{false}°", "d’Karima Benali"),
        ("{family}s", "{family}s"),
        ("un{family}", "un{family}"),
        ("{lower_family}", "{lower_family}"),
        ("{lower_family}°", "Benali"),
    ],
)
def test_an_invented_name_comes_back_in_the_forms_that_models_give_it(answer: str, restored: str) -> None:
    (text,), mapping = readable("{PERSON Karima Benali}")
    false = text.removesuffix(MARK)
    given, family = false.split(" ")
    words = {
        "false": false,
        "given": given,
        "family": family,
        "upper": false.upper(),
        "split": f"{given}\n{family}",
        "lower_family": family.lower(),
        "initial": given[0],
    }
    assert restore(answer.format(**words), mapping) == restored.format(**words)


def test_a_compound_first_name_alone_is_a_first_name() -> None:
    (text, _), _ = readable("{PERSON Jean-Pierre} et {PERSON Martin-Bernard}", "")
    compound, family = text.replace(MARK, "").split(" et ")
    assert {first_names().gender(word) for word in compound.split("-")} == {MASCULINE}
    assert set(family.split("-")) <= set(invented()["names"]["surnames"])


def test_no_two_initials_are_one() -> None:
    names = ("Karima", "Ahmed", "Enzo", "Paul", "Zoé", "Lina", "Marie", "Hugo")
    (text,), mapping = readable(", ".join(f"{{PERSON {name} Benali}}" for name in names))
    for false, name in zip(text.split(", "), names, strict=True):
        given, family = false.split(" ")
        assert given[0] != "M"  # "M. Morel" is Monsieur
        assert restore(f"{given[0]}. {family}", mapping) == f"{name[0]}. Benali"


@pytest.mark.parametrize(
    ("surface", "shape"),
    [
        ("D’Angelo", r"D’\w+°"),
        ("Sean O'Connor", r"\w+ O'\w+°"),
        ("Jean-Pierre d'Angelo", r"\w+-\w+ d'\w+°"),
        ("M. Benali", r"M\. \w+°"),
        ("K. Benali", r"[A-LN-Z]\. \w+°"),
        ("N'Diaye", r"(?!N)\w'\w+°"),
    ],
)
def test_titles_and_elided_particles_stay(surface: str, shape: str) -> None:
    (text,), _ = readable(f"{{PERSON {surface}}}")
    assert re.fullmatch(shape, text)


def test_the_invented_names_are_frequent_sure_of_gender_and_no_words_or_towns() -> None:
    names, lists = invented()["names"], gazetteer()
    for kind, gender in (("women", FEMININE), ("men", MASCULINE)):
        for name in names[kind]:
            assert first_names().gender(name) == gender, name
            assert first_name(lists.facts(fold_word(name))) >= 6, name
    for name in names["surnames"]:
        assert surname(lists.facts(fold_word(name))) >= 6, name
    for name in (*names["women"], *names["men"], *names["surnames"]):
        assert not lists.is_common(fold_word(name)), name
        assert not is_commune(lists.facts(fold_word(name))), name
    assert not {fold_word(n) for n in names["surnames"]} & {
        fold_word(n) for n in (*names["women"], *names["men"])
    }
    for town in invented()["addresses"]["towns"]:
        assert not is_commune(lists.facts(" ".join(re.findall("[a-z]+", fold_word(town))))), town


# ---------------------------------------------------------------- numbers


def value_of(label: str, surface: str) -> str:
    (text,), _ = readable(f"{{{label} {surface}}}")
    assert text.endswith(MARK), text
    return text.removesuffix(MARK)


@pytest.mark.parametrize(
    ("surface", "shape"),
    [
        ("06 12 34 56 78", r"06 39 98 \d\d \d\d"),
        ("0712345678", r"063998\d{4}"),
        ("01.23.45.67.89", r"01\.99\.00\.\d\d\.\d\d"),
        ("04 92 12 34 56", r"04 65 71 \d\d \d\d"),
        ("+33 6 12 34 56 78", r"\+33 6 39 98 \d\d \d\d"),
        ("0033 (0)6 12 34 56 78", r"0033 \(0\)6 39 98 \d\d \d\d"),
        ("0262 12 34 56", r"0261 91 \d\d \d\d"),
    ],
)
def test_phones_are_in_the_blocks_that_arcep_keeps_for_fiction(surface: str, shape: str) -> None:
    assert re.fullmatch(shape, value_of("PHONE", surface))


def test_a_phone_with_and_without_its_country_has_one_false_number() -> None:
    (text,), _ = readable("{PHONE 06 12 34 56 78} {PHONE +33612345678}")
    here, abroad = text.replace(MARK, "").split(" +33")
    assert here.replace(" ", "") == "0" + abroad


@pytest.mark.parametrize("surface", ["2 81 03 04 112 045 67", "2810304112045", "1.81.03.2A.112.045 67"])
def test_a_false_nir_can_be_nobodys(surface: str) -> None:
    value = value_of("NIR", surface)
    digits = re.sub(r"\D", "", value)
    assert 13 <= int(digits[3:5]) <= 19
    assert not nir.is_valid(digits)
    assert digits[0] == surface[0]


@pytest.mark.parametrize("surface", ["FR76 3000 6000 0112 3456 7890 189", "fr7630006000011234567890189"])
def test_a_false_iban_is_no_iban(surface: str) -> None:
    assert not iban.is_valid(value_of("IBAN", surface))
    assert len(value_of("IBAN", surface)) == len(surface)


def test_false_cards_and_sirets_fail_their_checks() -> None:
    assert not luhn.is_valid(re.sub(r"\D", "", value_of("CARD", "4970 1012 3456 7893")))
    assert value_of("CARD", "4970 1012 3456 7893").startswith("0")
    assert not siret.is_valid(value_of("SIRET", "732 829 320 00074"))


@pytest.mark.parametrize("surface", ["AB-123-CD", "ab 123 cd", "1234 AB 04"])
def test_false_plates_bear_letters_that_no_plate_has(surface: str) -> None:
    letters = re.sub(r"[^A-Z]", "", value_of("PLATE", surface).upper())
    assert len(letters) == 4
    assert set(letters) <= set("IOU")


def test_mails_pages_and_ips_are_in_reserved_names() -> None:
    assert re.fullmatch(r"[a-z]+\.[a-z]+\d\d@example\.org", value_of("EMAIL", "karima@orange.fr"))
    assert value_of("URL_PERSON", "facebook.com/karima").startswith("https://exemple.invalid/")
    assert re.match(r"(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$", value_of("IP", "82.64.12.3"))
    assert value_of("IP", "2a01:e0a::1").startswith("2001:db8::")


@pytest.mark.parametrize(
    ("surface", "shape"),
    [
        ("12 rue Victor Hugo, 04100 Manosque", r"\d+ rue des .+, 96\d\d0 .+"),
        ("04100 Manosque", r"96\d\d0 .+"),
        ("3 bis, allée des Pins", r"\d+ allée des .+|\d+ .+ des .+"),
        ("lieu-dit La Colle", r"lieu-dit Les .+"),
    ],
)
def test_addresses_are_invented_in_the_parts_that_there_were(surface: str, shape: str) -> None:
    value = value_of("ADDRESS", surface)
    assert re.fullmatch(shape, value)
    assert not re.search("Hugo|Manosque|Pins|Colle|04100", value)


@pytest.mark.parametrize("label", ["CASE_ID", "BENEF_ID", "EMPLOYEE_ID", "TAX_ID", "SECRET", "INE"])
def test_what_could_be_somebodys_keeps_its_placeholder(label: str) -> None:
    (text,), _ = readable(f"{{{label} 1234567}}")
    assert text.startswith(f"[{Label(label).placeholder}_")


@pytest.mark.parametrize(
    ("label", "surface", "written"),
    [
        ("PHONE", "06 12 34 56 78", lambda value: value.replace(" ", "")),
        ("PHONE", "06 12 34 56 78", lambda value: value.replace(" ", ".") + MARK),
        ("PHONE", "0612345678", lambda value: re.sub("(..)", r"\1 ", value).strip()),
        ("IBAN", "FR7630006000011234567890189", lambda value: re.sub("(....)", r"\1 ", value)),
        ("EMAIL", "k@orange.fr", str.upper),
        ("ADDRESS", "12 rue Hugo, 04100 Manosque", lambda value: value.lower()),
    ],
)
def test_a_false_number_comes_back_in_another_writing(
    label: str, surface: str, written: Callable[[str], str]
) -> None:
    (text,), mapping = readable(f"{{{label} {surface}}}")
    answer = written(text.removesuffix(MARK))
    assert restore(f"au {answer.strip()}.", mapping) == f"au {surface}."
    assert restore(f"au 9{answer.strip()}.", mapping) == f"au 9{answer.strip()}."


# ---------------------------------------------------------------- dates


def test_dates_move_together_and_keep_their_format() -> None:
    text, spans = marked("Née le {DATE_BIRTH 12/03/1981}, vue les {DATE 3 avril 2024} et {DATE 2024-04-10}.")
    masked = pseudonymise(text, key=KEY, spans=spans, shift_dates=True)
    found = re.fullmatch(
        r"Née le \d\d/\d\d/\d{4}°, vue les (1er|\d+) \w+ \d{4}° et \d{4}-\d\d-\d\d°\.", masked.text
    )
    assert found is not None
    assert "1981" not in masked.text or "12/03" not in masked.text
    assert restore(masked.text, masked.mapping) == text


def test_a_shifted_date_without_its_mark_is_an_ordinary_date() -> None:
    text, spans = marked("Née le {DATE_BIRTH 12/03/1981}.")
    masked = pseudonymise(text, key=KEY, spans=spans, shift_dates=True)
    assert restore(masked.text.replace(MARK, ""), masked.mapping) == masked.text.replace(MARK, "")


def test_only_dates_are_changed_by_a_shift() -> None:
    text, spans = marked("{PERSON Karima}, {DATE mars 2024}, {DATE 3 avril 2024}")
    masked = pseudonymise(text, key=KEY, spans=spans, shift_dates=True)
    assert re.fullmatch(r"\[PERSONNE_F_\d+\], \[DATE_\d+\], (1er|\d+) \w+ \d{4}°", masked.text)


# ---------------------------------------------------------------- always exact

WORDS = st.sampled_from(
    [
        *("Karima", "Benali", "BENALI", "K.", "Jean-Pierre", "de", "Mme", "Morel", "Durand", "Léa", "Hugo"),
        *("06 12 34 56 78", "0639981234", "06 39 98", "12/03/1981", "12 mars 1981", "3 avril", "1981"),
        *("04100 Manosque", "12 rue Hugo", "a@b.fr", "FR76", "AB-123-CD", "x", "1", "+33", "+"),
        *(
            MARK,
            MARK * 2,
            " ",
            " ",
            " ",
            "\n",
            "-",
            "'",
            ",",
            "°C",
            "[PERSONNE_4127]",
            "Personne 4127",
            "[",
            "\\",
        ),
        *("é", "e\u0301", "\u200b", "😀", "\ud800"),
    ]
)
TEXTS = st.lists(WORDS, max_size=14).map("".join) | st.text(max_size=12)


@st.composite
def conversations(draw: Callable[..., str]) -> list[tuple[str, list[Span]]]:
    cases: list[tuple[str, list[Span]]] = []
    for text in draw(st.lists(TEXTS, min_size=1, max_size=4)):
        offsets = st.integers(0, len(text))
        drawn = draw(st.lists(st.tuples(offsets, offsets, st.sampled_from(list(Label))), max_size=6))
        cases.append((text, [Span(min(a, b), max(a, b), label) for a, b, label in drawn]))
    return cases


@settings(max_examples=400, deadline=None)
@given(conversations(), st.booleans(), st.booleans(), st.booleans(), st.binary(min_size=1, max_size=2))
def test_restoring_is_exact_for_any_texts_and_any_spans(
    cases: list[tuple[str, list[Span]]], told: bool, readable: bool, shift: bool, key: bytes
) -> None:
    texts = [text for text, _ in cases]
    pseudonyms = Pseudonyms(key, avoid=texts if told else (), readable=readable, shift_dates=shift)
    masked = [pseudonyms.mask(text, spans) for text, spans in cases]
    assert [restore(text, pseudonyms.mapping) for text in masked] == texts


@settings(max_examples=200, deadline=None)
@given(conversations(), st.booleans(), st.data())
def test_what_was_invented_never_comes_back_in_a_later_text(
    cases: list[tuple[str, list[Span]]], told: bool, data: st.DataObject
) -> None:
    """A user who writes what we invented gets it back as it was."""
    pseudonyms = Pseudonyms(KEY, avoid=[text for text, _ in cases] if told else (), readable=True)
    masked = [pseudonyms.mask(text, spans) for text, spans in cases]
    pieces = st.sampled_from(
        [*masked, *pseudonyms.mapping, *(key.rstrip(MARK) for key in pseudonyms.mapping), " "]
    )
    later = "".join(data.draw(st.lists(pieces, max_size=5)))
    again = pseudonyms.mask(later, [])
    texts = [*(text for text, _ in cases), later]
    assert [restore(text, pseudonyms.mapping) for text in [*masked, again]] == texts


@settings(max_examples=300, deadline=None)
@given(conversations(), st.lists(st.integers(1, 9), min_size=1, max_size=20), st.data())
def test_a_stream_gives_the_same_wherever_it_is_cut(
    cases: list[tuple[str, list[Span]]], cuts: list[int], data: st.DataObject
) -> None:
    pseudonyms = Pseudonyms(KEY, readable=True)
    masked = [pseudonyms.mask(text, spans) for text, spans in cases]
    mapping = pseudonyms.mapping
    forms = [
        form
        for key in mapping
        for form in (key, key.lower(), key.rstrip(MARK), key.replace(" ", ""), key[:-3])
    ]
    answer = "".join(
        data.draw(st.lists(st.sampled_from([*masked, *forms, " ", ", ", MARK, "x", "+"]), max_size=8))
    )
    restorer = StreamRestorer(mapping)
    given_out, at, turn = "", 0, 0
    while at < len(answer):
        size = cuts[turn % len(cuts)]
        given_out += restorer.feed(answer[at : at + size])
        at, turn = at + size, turn + 1
        assert len(restore(answer[:at], mapping)) - len(given_out) <= max(
            restorer.hold_back, restorer.hold_back + sum(len(value) for value in mapping.values())
        )
    assert given_out + restorer.close() == restore(answer, mapping)
