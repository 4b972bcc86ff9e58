"""The values of a record: kept as JSON, opened again the same, and nothing of another room's words lost."""

from hypothesis import given
from hypothesis import strategies as st

from garant.registers.processing.shelf import PROCESSING
from garant.registers.shelf.values import coerced, kept, opened, searchable, shown
from garant.tables import cell_text, folded, normal

COLUMNS = PROCESSING.columns
items = st.text(max_size=15).map(lambda text: " ".join(normal(text).split())).filter(bool)


def of(column):
    match column.kind:
        case "text":
            return st.text(max_size=40).map(normal)
        case "number":
            return st.none() | st.integers(0, 10**9)
        case "date":
            return st.none() | st.dates()
        case "boolean":
            return st.none() | st.booleans()
        case "choice":
            return st.none() | st.sampled_from([value for value, _ in column.choices])
    one = st.sampled_from([value for value, _ in column.choices]) if column.choices else items
    return st.lists(one, max_size=3).map(tuple)


values = st.fixed_dictionaries({column.key: of(column) for column in COLUMNS})


@given(values)
def test_what_is_kept_is_opened_the_same(said):
    assert opened(COLUMNS, kept(COLUMNS, said)) == said


@given(values)
def test_what_another_room_says_is_taken_as_it_is(said):
    fits, left = coerced(COLUMNS, said)
    assert left == []
    assert {key: value for key, value in said.items() if value not in (None, "", ())} == fits


@given(st.dictionaries(st.sampled_from([column.key for column in COLUMNS]), items))
def test_no_word_of_another_room_is_lost(said):
    fits, left = coerced(COLUMNS, said)
    for key, text in said.items():
        # A number, a date or a choice may be written otherwise: then it fits, and means the same.
        assert key in fits or any(text in line for line in left)


@given(values)
def test_every_answer_is_found_by_the_search(said):
    text = searchable(PROCESSING, 12, "Crèche", said)
    for column in COLUMNS:
        assert folded(cell_text(column, said[column.key])) in text


def test_what_is_empty_is_not_shown():
    assert shown(PROCESSING, "Crèche", "draft", {"manager": "", "public": False, "transfers": ()}) == {
        "Nom du traitement": "Crèche",
        "État": "Brouillon",
        "Publié": "non",
    }
