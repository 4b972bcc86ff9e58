"""The files of columns and lines: each says where it comes from, and its words are those of a French page."""

from datetime import date

import pytest
from django.test import Client

from garant.registers.duerp.table import COLUMNS, as_csv, as_ods, lines
from garant.registers.shelf.loading import facts
from garant.registers.shelves import SHELVES
from garant.tables import folded, read_table

FILES = [
    ("processing", "record"),
    ("assessments", "dpia"),
    ("assessments", "fria"),
    ("commitments", "record"),
    ("declared", "record"),
    ("lessons", "record"),
    ("duerp", "lines"),
]


@pytest.mark.parametrize(("folder", "name"), FILES)
def test_each_file_says_its_source_its_day_and_its_review(folder, name):
    about = facts(folder, name)["about"]
    assert about["source"]
    assert about["confidence"]
    assert isinstance(about["as_of"], date)
    assert about["review_by"] > about["as_of"]


@pytest.mark.parametrize("shelf", SHELVES.values(), ids=SHELVES)
def test_the_columns_of_a_register_are_told_apart_by_their_titles(shelf):
    for names in (
        [column.key for column in shelf.file_columns],
        [folded(column.title) for column in shelf.file_columns],
    ):
        assert len(set(names)) == len(names)
    assert set(shelf.shown) | set(shelf.filters) <= set(shelf.by_key)
    assert shelf.due == "" or shelf.by_key[shelf.due].kind == "date"
    states = {state.value for state in shelf.states}
    assert shelf.editable | shelf.open_states | shelf.author_amends <= states
    for move in shelf.moves:
        assert move.before | {move.after} <= states
        assert move.roles


@pytest.mark.parametrize("shelf", SHELVES.values(), ids=SHELVES)
def test_the_words_of_a_register_are_typeset_as_french(shelf):
    columns = [
        text for column in shelf.all_columns for text in (column.title, column.help, *column.titles.values())
    ]
    for text in (shelf.title, shelf.lead, shelf.add, *columns):
        assert "'" not in text
        assert '"' not in text


@pytest.mark.parametrize("shelf", SHELVES.values(), ids=SHELVES)
def test_no_auditor_writes(shelf):
    from garant.directory.kinds import Role

    assert Role.AUDITOR in shelf.readers
    assert Role.AUDITOR not in shelf.writers
    assert all(Role.AUDITOR not in move.roles for move in shelf.moves)


def test_the_lines_for_the_single_document_go_out_both_ways():
    dangers = [line["danger"] for line in lines()]
    assert {
        "Charge cognitive",
        "Dépendance à l’outil",
        "Perte de compétence et de sens",
        "Atteinte à la déconnexion",
    } <= set(dangers)
    for name, data in (("d.csv", as_csv()), ("d.ods", as_ods())):
        assert [row.values["danger"] for row in read_table(data, name, COLUMNS).rows] == dangers


@pytest.mark.django_db
def test_every_agent_reads_the_lines_and_no_visitor(world, signed_in):
    alice = signed_in(world.alice)
    assert "Charge cognitive" in alice.get("/registres/duerp/").content.decode()
    assert alice.get("/registres/duerp/export.ods").content[:2] == b"PK"
    assert alice.get("/registres/duerp/export.csv").content.startswith(b"\xef\xbb\xbf")
    assert Client().get("/registres/duerp/").status_code == 302


@pytest.mark.django_db
def test_a_register_that_does_not_exist_is_not_found(world, signed_in):
    assert signed_in(world.bruno).get("/registres/inconnu/").status_code == 404
