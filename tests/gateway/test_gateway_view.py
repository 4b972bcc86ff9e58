import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.gateway.view import Cut, Escaped, Json, Plain, View, view_of, view_of_json


def cut_all(view: View, word: str, replacement: str) -> str:
    """Every occurrence of a word, replaced."""
    cuts: list[Cut] = []
    at = view.text.find(word)
    while at >= 0:
        cuts.extend(Cut(a, b, replacement) for a, b in view.split(at, at + len(word)))
        at = view.text.find(word, at + len(word))
    return view.rewrite(cuts)


def test_a_plain_text_is_read_as_it_is() -> None:
    view = view_of("Bonjour C: Dupont")
    assert isinstance(view, Plain)
    assert cut_all(view, "Dupont", "[P]") == "Bonjour C: [P]"


def test_json_is_read_decoded_and_stays_json() -> None:
    raw = json.dumps({"nom": "André", "age": 7})
    view = view_of(raw)
    assert isinstance(view, Json)
    assert view.text == '{"nom": "André", "age": 7}'
    assert cut_all(view, "André", "[P]") == '{"nom": "[P]", "age": 7}'


def test_what_only_begins_like_json_is_a_text() -> None:
    assert isinstance(view_of("[PERSONNE_12] écrit"), Plain)
    assert isinstance(view_of('{"cut off": "'), Plain)


def test_json_within_json_is_read_to_the_innermost() -> None:
    raw = json.dumps({"a": json.dumps({"b": json.dumps({"c": "é\n7"})})})
    view = view_of(raw)
    assert "é\n7" in view.text
    assert json.loads(json.loads(json.loads(cut_all(view, "é", "[P]"))["a"])["b"]) == {"c": "[P]\n7"}


def test_a_number_is_replaced_whole_and_becomes_a_text() -> None:
    view = view_of_json('{"nir":255081416802538,"n":2}')
    start = view.text.index("0814")
    parts = view.split(start, start + 4)
    assert [view.text[a:b] for a, b in parts] == ["255081416802538"]
    assert json.loads(view.rewrite([Cut(*parts[0], "[NIR_1]")])) == {"nir": "[NIR_1]", "n": 2}


def test_structure_between_two_values_is_never_replaced() -> None:
    view = view_of_json('{"rue":"12 rue X","ville":"Digne"}')
    start, end = view.text.index("rue X"), view.text.index("gne")
    parts = view.split(start, end)
    assert [view.text[a:b] for a, b in parts] == ["rue X", "ville", "Di"]
    assert json.loads(view.rewrite([Cut(a, b, "x") for a, b in parts])) == {"rue": "12 x", "x": "xgne"}


def test_escapes_outside_json_are_read_both_ways() -> None:
    view = view_of(r"journal : Andr\u00e9 dit \"oui\"\nFin, C:\nouveau")
    assert isinstance(view, Escaped)
    assert view.text == 'journal : André dit "oui"\nFin, C:\nouveau'
    assert view.readings[0].text == view.raw
    assert cut_all(view, "André", "[P]") == r"journal : [P] dit \"oui\"\nFin, C:\nouveau"
    start = view.raw.index(r"C:\nouveau")
    a, b = view.readings[0].place(start, start + len(r"C:\nouveau"))
    assert view.text[a:b] == "C:\nouveau"


def test_escapes_of_any_depth_and_pairs_are_read() -> None:
    assert view_of(r"\\\\u00e9 \ud83d\ude00").text == "é 😀"
    assert view_of(r"\ud83d seul").text == "\N{REPLACEMENT CHARACTER} seul"


def test_readings_of_an_escaped_leaf_are_placed_in_the_whole() -> None:
    view = view_of_json(json.dumps({"x": "a", "chemin": r"C:\nicolas\u00e9"}))
    (reading,) = view.readings
    start = reading.text.index("nicolas")
    a, b = reading.place(start, start + len("nicolas"))
    assert view.text[a:b].endswith("icolas")
    assert json.loads(view.rewrite([Cut(a, b, "[P]")]))["x"] == "a"


trees = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
        | inner.map(lambda value: json.dumps(value))
    ),
    max_leaves=10,
)


@given(tree=trees)
def test_without_a_cut_any_text_stays_as_it_was(tree: object) -> None:
    for text in (json.dumps(tree), json.dumps(tree, ensure_ascii=False, indent=1), str(tree)):
        assert view_of(text).rewrite([]) == text


@given(tree=trees, data=st.data())
def test_whatever_is_cut_json_stays_json_and_the_rest_stays(tree: object, data: st.DataObject) -> None:
    raw = json.dumps([tree, "fin"])
    view = view_of_json(raw)
    if not view.text:
        return
    start = data.draw(st.integers(0, len(view.text) - 1))
    end = data.draw(st.integers(start + 1, len(view.text)))
    parts = view.split(start, end)
    assert all(a <= b for a, b in parts)
    after = json.loads(view.rewrite([Cut(a, b, "#") for a, b in parts]))
    assert isinstance(after, list)


@given(text=st.text(alphabet=st.sampled_from('ab\\nu00e9"/{}[]: '), max_size=40))
def test_places_of_the_raw_text_fit_within_the_decoded_one(text: str) -> None:
    view = view_of(text)
    for reading in view.readings:
        for start in range(len(reading.text)):
            a, b = reading.place(start, start + 1)
            assert 0 <= a < b <= len(view.text)


@pytest.mark.parametrize("text", ["", " ", '""', "[]", "{}", "0", '"a"'])
def test_the_smallest_texts_are_read(text: str) -> None:
    assert view_of(text).rewrite([]) == text
