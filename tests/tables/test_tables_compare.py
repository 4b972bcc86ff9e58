"""The dry run: what an import would change, and what it would leave."""

from garant.tables import Column, FieldChange, compare, read_table

COLUMNS = (
    Column(key="number", title="N°", kind="number"),
    Column(key="title", title="Intitulé", required=True),
    Column(key="goal", title="Finalité"),
)
THERE = [
    {"number": 1, "title": "Crèche", "goal": "Attribuer"},
    {"number": 2, "title": "Voirie", "goal": ""},
]


def plan(text, **more):
    return compare(THERE, read_table(text.encode(), "r.csv", COLUMNS), COLUMNS[0], **more)


def test_new_rows_changed_rows_and_unchanged_ones_are_told_apart():
    found = plan("N°;Intitulé;Finalité\n1;Crèche;Attribuer les places\n2;Voirie;\n;Eau;Fuites\n")
    assert [row.values["title"] for row in found.created] == ["Eau"]
    assert [(each.line, each.key) for each in found.amended] == [(2, 1)]
    assert found.amended[0].changes == (FieldChange("goal", "Attribuer", "Attribuer les places"),)
    assert (found.unchanged, found.right, found.problems) == (1, 3, ())


def test_a_column_that_the_file_lacks_changes_nothing():
    found = plan("N°;Intitulé\n1;Crèche\n")
    assert (found.amended, found.unchanged) == ((), 1)


def test_a_column_that_may_not_change_is_left():
    found = plan("N°;Intitulé;Finalité\n1;Autre;Autre\n", columns=(COLUMNS[2],))
    assert [change.column for change in found.amended[0].changes] == ["goal"]


def test_two_lines_with_one_key_are_both_refused_and_two_without_are_both_new():
    found = plan("N°;Intitulé\n1;A\n1;B\n;C\n;D\n")
    assert [problem.line for problem in found.problems] == [2, 3]
    assert len(found.created) == 2


def test_an_unknown_key_is_new_unless_the_caller_refuses_it():
    assert len(plan("N°;Intitulé\n9;A\n").created) == 1
    refused = plan("N°;Intitulé\n9;A\n2;B\n", unknown="Ce numéro n’existe pas.")
    assert refused.created == ()
    assert (refused.wrong_lines, refused.right) == (1, 1)
