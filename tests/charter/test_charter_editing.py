"""An edit of a charter file changes what it names, and not a character elsewhere."""

import difflib

import pytest

from garant.charter import CharterInvalid, load_text, shipped_charters, shipped_text
from garant.charter.editing import (
    EditNotHeld,
    amend,
    append,
    data_of,
    fragment,
    remove,
    replace_fragment,
)

FILE = """\
# The head of the file.
charter: essai   # its name
version: 2026-11-01
blanks: {organisation: "", adopted_on: null}
zones:
  internal: chez nous  # ours
  external:
sections:
  - title: Les règles
    clauses:
      # About data.
      - id: donnees
        title: Des données
        text: |
          Un texte,
          sur deux lignes.
        controls:
          - protect: {data: [personal], zone: external, action: block}
          # Why there is a second one.
          - commitment:
              promise: Relire.
              owner: La DSI

      # About the rest.
      - id: reste
        text: Court.
"""
DATA = ("sections", 0, "clauses", 0)


def changed(before, after):
    return [
        line
        for line in difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
        if line[:1] in "+-" and line[:3] not in ("+++", "---")
    ]


def test_a_value_changes_alone_and_its_comment_stays():
    assert changed(FILE, amend(FILE, ["charter"], "autre")) == [
        "-charter: essai   # its name",
        "+charter: autre   # its name",
    ]


def test_a_value_between_braces_stays_between_them():
    after = amend(FILE, ["blanks", "organisation"], "Les Amis: du lac, {et} d’ailleurs")
    assert changed(FILE, after) == [
        '-blanks: {organisation: "", adopted_on: null}',
        '+blanks: {organisation: "Les Amis: du lac, {et} d’ailleurs", adopted_on: null}',
    ]
    assert changed(FILE, amend(FILE, ["blanks", "revision_months"], 12))[1].endswith(
        "adopted_on: null, revision_months: 12}"
    )


def test_a_text_in_lines_stays_in_lines():
    after = amend(FILE, [*DATA, "text"], "Un autre texte,\n\nen deux paragraphes.")
    assert changed(FILE, after) == [
        "-          Un texte,",
        "-          sur deux lignes.",
        "+          Un autre texte,",
        "+",
        "+          en deux paragraphes.",
    ]


def test_a_bare_key_takes_a_value():
    assert changed(FILE, amend(FILE, ["zones", "external"], "ailleurs")) == [
        "-  external:",
        "+  external: ailleurs",
    ]


def test_a_new_key_comes_behind_the_one_that_is_named():
    after = amend(FILE, ["sections", 0, "clauses", 1, "title"], "Le reste", after="id")
    assert changed(FILE, after) == ["+        title: Le reste"]


def test_a_long_text_beside_a_comment_stays_on_its_line():
    after = amend(FILE, ["zones", "internal"], "chez nous,\net chez vous")
    assert changed(FILE, after)[1] == '+  internal: "chez nous,\\net chez vous\\n"  # ours'


def test_a_control_is_added_behind_the_others_and_taken_away_again():
    added = append(FILE, [*DATA, "controls"], {"retain": {"what": "conversations", "days": 30}})
    assert changed(FILE, added) == ["+          - retain: {what: conversations, days: 30}"]
    assert remove(added, [*DATA, "controls", 2]) == FILE


def test_a_first_control_begins_the_list_and_the_last_one_leaves_it_empty():
    clause = ("sections", 0, "clauses", 1)
    added = append(FILE, [*clause, "controls"], {"publish": {"what": "charter"}})
    assert changed(FILE, added) == ["+        controls:", "+          - publish: {what: charter}"]
    emptied = remove(added, [*clause, "controls", 0])
    assert data_of(emptied)["sections"][0]["clauses"][1]["controls"] == []


def test_a_clause_is_read_and_put_back_with_its_comments():
    source = fragment(FILE, DATA)
    assert source.startswith("id: donnees\ntitle: Des données\n")
    assert "# Why there is a second one." in source
    assert replace_fragment(FILE, DATA, source) == FILE
    after = replace_fragment(FILE, DATA, source.replace("Relire.", "Relire deux fois."))
    assert changed(FILE, after) == [
        "-              promise: Relire.",
        "+              promise: Relire deux fois.",
    ]


def test_a_fragment_that_can_t_be_read_says_its_line():
    with pytest.raises(CharterInvalid) as raised:
        replace_fragment(FILE, DATA, "id: donnees\ntext: [")
    assert raised.value.problems[0].line == 2


def test_a_fragment_that_would_spill_over_is_refused():
    with pytest.raises(EditNotHeld):
        amend(FILE, ["sections", 3, "title"], "Rien ici")


@pytest.mark.parametrize("name", shipped_charters())
def test_a_clause_of_a_shipped_charter_is_edited_in_its_place(name):
    text = shipped_text(name)
    last = len(data_of(text)["sections"]) - 1
    for rank in {0, last}:
        path = ("sections", rank, "clauses", 0)
        assert replace_fragment(text, path, fragment(text, path)) == text
    edited = amend(text, [*path, "text"], "Un autre texte.\n\nEn deux paragraphes.")
    read = data_of(edited)["sections"][rank]["clauses"][0]["id"]
    clause = next(each for each in load_text(edited).clauses if each.id == read)
    assert clause.text == "Un autre texte.\n\nEn deux paragraphes."


def test_a_text_full_of_aliases_is_refused_before_they_are_followed():
    bomb = "a: &a [x]\n" + "".join(
        f"{chr(98 + rank)}: &{chr(98 + rank)} [{', '.join(['*' + chr(97 + rank)] * 9)}]\n"
        for rank in range(9)
    )
    with pytest.raises(CharterInvalid):
        amend(bomb, ["version"], "2026-12-01")


def test_a_list_takes_no_key():
    with pytest.raises(EditNotHeld):
        amend("- x\n", ["version"], "2026-12-01")
