"""The 98 source clauses: which live by software, which by people, which are still a promise. And how this is shown."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from garant.charter import (
    BoundClause,
    Reality,
    Status,
    bound_clauses,
    clause_list,
    load_shipped,
    matrix_rows,
    near_clauses,
    reference_charters,
    render_matrix,
    source_clauses,
    summary,
)
from garant.charter.controls.commitment import CommitmentControl

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")

# Written by hand, and changed by hand: who makes a clause live, or lets it go, says so here.
REALITIES = {
    Reality.ENFORCED: (
        "HDF-01 HDF-03 HDF-04 HDF-05 HDF-06 HDF-08 HDF-09 HDF-10 HDF-11 HDF-14 HDF-15 HDF-16 "
        "HDF-18 HDF-20a HDF-20d HDF-21e AHP-01t AHP-03 AHP-07 AHP-08 AHP-11a AHP-11b AHP-11d "
        "AHP-11f AHP-11h SUD-02a SUD-02c SUD-02g SUD-04 SUD-05 SUD-06 SUD-07 SUD-08 SUD-09 SUD-12 "
        "SUD-13 SUD-15 SUD-16 SUD-17 SUD-18 SUD-19 SUD-20 ISE-03b ISE-03c ISE-03e ISE-04 ESS-02 "
        "ESS-03a ESS-03b ESS-04c"
    ),
    Reality.ENFORCED_IN_PART: (
        "HDF-02 HDF-07 HDF-20b HDF-20c HDF-20e AHP-01 AHP-02 AHP-04 AHP-06 AHP-09 AHP-10 AHP-11e "
        "AHP-12 SUD-01 SUD-02b SUD-02d SUD-02e SUD-02f SUD-10 SUD-11 SUD-14 ISE-02 ISE-03d ESS-01 "
        "ESS-04a ESS-05a ESS-06"
    ),
    Reality.FOLLOWED: ("HDF-12 HDF-21a HDF-21b ESS-03d ESS-07 ESS-08"),
    Reality.FOLLOWED_IN_PART: (
        "HDF-17 HDF-19 HDF-21c HDF-21d AHP-05 AHP-11c AHP-11g SUD-03 ISE-01 ISE-03a ISE-03f ESS-03c"
    ),
    Reality.PROMISED: ("HDF-13 HDF-22 ESS-04b"),
}
MOST_PROMISES = 25


def clause(name: str) -> BoundClause:
    return next(each for each in bound_clauses() if each.id == name)


def test_every_source_clause_is_bound_once_listed_and_as_real_as_decided() -> None:
    assert len(source_clauses()) == 98
    assert tuple(each.id for each in bound_clauses()) == tuple(source_clauses())
    found = {reality: [each.id for each in bound_clauses() if each.reality is reality] for reality in Reality}
    assert {reality: " ".join(names) for reality, names in found.items() if names} == REALITIES


def test_few_clauses_rest_on_a_promise_alone_and_none_on_words() -> None:
    reached = [each.reality for each in bound_clauses()]
    assert reached.count(Reality.PROMISED) <= MOST_PROMISES
    assert Reality.DECLARED not in reached


def test_a_promise_alone_has_an_owner_a_date_and_a_reason() -> None:
    for each in bound_clauses():
        for binding in each.own:
            kept = next(c for c in load_shipped(binding.charter).clauses if c.id == binding.clause)
            assert binding.promised == all(
                isinstance(control, CommitmentControl) for control in kept.controls
            )
            if binding.promised:
                for control in kept.controls:
                    assert isinstance(control, CommitmentControl)
                    assert control.owner, binding.clause
                    assert control.due, binding.clause
                    assert control.reason, binding.clause


def test_each_clause_is_bound_first_by_the_charter_that_restates_it() -> None:
    for each in bound_clauses():
        assert each.own
        assert each.bindings[: len(each.own)] == each.own
        assert each.title


def test_a_promise_beside_a_rule_keeps_a_clause_from_being_told_as_applied() -> None:
    partly = clause("AHP-09")
    assert {kind for binding in partly.own for kind in binding.controls} == {"gate", "commitment"}
    assert (partly.status, partly.reality) == (Status.ENFORCED, Reality.ENFORCED_IN_PART)
    assert clause("AHP-08").reality is Reality.ENFORCED


@pytest.mark.parametrize(
    ("status", "promised", "in_part", "reality"),
    [
        (Status.ENFORCED, False, False, Reality.ENFORCED),
        (Status.ENFORCED, False, True, Reality.ENFORCED_IN_PART),
        (Status.FOLLOWED, False, False, Reality.FOLLOWED),
        (Status.FOLLOWED, False, True, Reality.FOLLOWED_IN_PART),
        (Status.FOLLOWED, True, True, Reality.PROMISED),
        (Status.DECLARED, True, True, Reality.DECLARED),  # a promise without a date
        (Status.DECLARED, False, False, Reality.DECLARED),
    ],
)
def test_how_much_of_a_clause_lives(
    status: Status, *, promised: bool, in_part: bool, reality: Reality
) -> None:
    assert Reality.of(status, promised=promised, in_part=in_part) is reality


def test_the_references_are_those_that_inherit_from_none() -> None:
    assert all(load_shipped(name).parent is None for name in reference_charters())
    assert not [name for name in reference_charters() if name.startswith("demo-")]


# ---------------------------------------------------------------- the README


def test_the_readme_holds_the_list_as_the_command_writes_it() -> None:
    written = re.search(r"<!-- clauses -->\n(.*?)<!-- /clauses -->", README, re.DOTALL)
    assert written is not None
    assert written.group(1).strip() == clause_list().strip(), "garant charter clauses --md"


def test_the_list_has_one_line_for_each_clause_and_the_numbers_of_the_summary() -> None:
    rows = re.findall(r"^\| ([A-Z]{3}-\w+) \| .+ \| .+ \| (.+) \|$", clause_list(), re.MULTILINE)
    assert [name for name, _ in rows] == list(source_clauses())
    assert [said for _, said in rows] == [each.reality.value for each in bound_clauses()]
    assert sum(int(number) for number in re.findall(r"\d+", summary())[1:]) == 98


# ---------------------------------------------------------------- the matrix


class Table(HTMLParser):
    """The rows, the headings and what is not allowed in a page that stands alone."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def count(self, tag: str, **wanted: str) -> int:
        return sum(
            name == tag and all(attributes.get(key) == value for key, value in wanted.items())
            for name, attributes in self.tags
        )


def test_the_matrix_has_its_98_rows_and_a_column_for_each_reference() -> None:
    rows = matrix_rows()
    assert [row["id"] for row in rows] == list(source_clauses())
    assert all(set(row) == {"id", "clause", "state", *reference_charters()} for row in rows)
    reported = next(row for row in rows if row["id"] == "AHP-11e")
    assert reported["state"] == "appliquée en partie"
    assert reported["essentielle"] == "1.8 suivie"
    assert reported["isere"] == "proche : ISE-03d ; proche : ISE-03e"
    linked = next(row for row in rows if row["id"] == "AHP-12")
    assert (linked["ess"], linked["isere"]) == ("proche : ESS-01", "non reprise")


def test_clauses_on_one_subject_are_of_several_sources_and_know_each_other() -> None:
    near = near_clauses()
    assert set(near) == set(source_clauses())
    for name, others in near.items():
        assert name not in others
        assert all(name in near[other] for other in others)
        assert all(other[:3] != name[:3] for other in others), name


def test_the_page_of_the_matrix_is_read_by_ear_as_by_eye() -> None:
    page = render_matrix()
    table = Table(page)
    columns = len(reference_charters())

    assert table.count("th", scope="row") == 98
    assert table.count("td") == 98 * columns
    assert table.count("th", scope="col") == 5 * (columns + 1)
    assert table.count("caption") == table.count("table") == 5
    assert table.count("div", tabindex="0", role="region") == 5  # a wide table is scrolled by keyboard
    assert (table.count("h1"), table.count("h2"), table.count("main"), table.count("html", lang="fr")) == (
        1,
        5,
        1,
        1,
    )
    named = [
        attributes.get("aria-label") or attributes.get("aria-labelledby") for _, attributes in table.tags
    ]
    regions = [name for name in named if name]
    assert len(regions) == len(set(regions)) == 10  # five sections, five tables, told apart
    assert not {name for name, _ in table.tags} & {"script", "img", "link", "iframe"}
    ids = [attributes["id"] for _, attributes in table.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert "<td></td>" not in page  # « non reprise » is said


def test_the_page_of_the_matrix_says_what_its_words_mean() -> None:
    page = render_matrix()
    legend = page[page.index("<dl>") : page.index("</dl>")]
    told = {each.reality.value for each in bound_clauses()}
    assert told
    for word in told:
        assert word.removesuffix(" en partie") in legend
    assert "en partie" in legend
    assert "proche" in legend
    assert "non reprise" in legend
