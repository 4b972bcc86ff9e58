"""A charter as a library of CISO Assistant: urns, nodes, groups, and a text that people can read."""

from dataclasses import replace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from garant.charter import load_shipped, shipped_charters
from garant.exchange import (
    FORMATS,
    CharterRecord,
    CharterVersionInvalid,
    ClauseRecord,
    RoleRecord,
    charter_record,
    to_ciso_assistant,
)
from garant.exchange.ciso_assistant import slug


def test_urns_are_lower_case_and_follow_the_pattern(full_charter: CharterRecord) -> None:
    library = to_ciso_assistant(full_charter)
    assert library["urn"] == "urn:garant:risk:library:ville-de-valmont-valmont"
    framework = library["objects"]["frameworks"][0]
    assert framework["urn"] == "urn:garant:risk:framework:ville-de-valmont-valmont"
    urns = [node["urn"] for node in framework["requirement_nodes"]]
    assert urns == [
        "urn:garant:risk:req_node:ville-de-valmont-valmont:section-1",
        "urn:garant:risk:req_node:ville-de-valmont-valmont:donnees",
        "urn:garant:risk:req_node:ville-de-valmont-valmont:aipd",
        "urn:garant:risk:req_node:ville-de-valmont-valmont:section-2",
        "urn:garant:risk:req_node:ville-de-valmont-valmont:revision",
    ]
    assert all(urn == urn.lower() for urn in urns)


def test_sections_hold_their_clauses(full_charter: CharterRecord) -> None:
    nodes = to_ciso_assistant(full_charter)["objects"]["frameworks"][0]["requirement_nodes"]
    assert [(node["depth"], node["assessable"], node["ref_id"]) for node in nodes] == [
        (1, False, "1"),
        (2, True, "1.1"),
        (2, True, "1.2"),
        (1, False, "2"),
        (2, True, "2.1"),
    ]
    assert nodes[1]["parent_urn"] == nodes[0]["urn"]
    assert nodes[1]["annotation"] == "Bloque les données personnelles en zone externe."
    assert "déclarée seulement" in nodes[2]["annotation"]


def test_roles_and_risk_classes_are_groups(full_charter: CharterRecord) -> None:
    framework = to_ciso_assistant(full_charter)["objects"]["frameworks"][0]
    groups = {
        group["ref_id"]: group["default_selected"] for group in framework["implementation_groups_definition"]
    }
    assert groups == {"tous": True, "dpo": False, "ria-haut-risque": False}
    assert framework["requirement_nodes"][2]["implementation_groups"] == ["tous", "dpo", "ria-haut-risque"]
    assert framework["requirement_nodes"][1]["implementation_groups"] == ["tous"]


def test_a_clause_names_only_groups_that_are_defined(full_charter: CharterRecord) -> None:
    charter = replace(
        full_charter, roles=(), clauses=(replace(full_charter.clauses[0], roles=("RSSI", "rssi")),)
    )
    framework = to_ciso_assistant(charter)["objects"]["frameworks"][0]
    defined = {group["ref_id"] for group in framework["implementation_groups_definition"]}
    assert set(framework["requirement_nodes"][1]["implementation_groups"]) <= defined
    assert framework["requirement_nodes"][1]["implementation_groups"] == ["tous", "rssi"]


def test_the_text_is_readable_in_a_review(full_charter: CharterRecord) -> None:
    text = FORMATS["ciso-assistant"].write(full_charter).decode("utf-8")
    assert "Charte de l’intelligence artificielle" in text
    assert "\\u" not in text
    assert "\\x" not in text
    assert "description: |-\n" in text
    assert "\n            Aucune donnée personnelle,\n" in text
    assert "publication_date: 2026-11-01\n" in text
    assert yaml.safe_load(text) == to_ciso_assistant(full_charter)


@pytest.mark.parametrize("version", [0, -1, True])
def test_the_version_is_a_counter(full_charter: CharterRecord, version: int) -> None:
    with pytest.raises(CharterVersionInvalid):
        to_ciso_assistant(replace(full_charter, version=version))


def test_ids_that_differ_by_an_accent_only_keep_their_own_urn(full_charter: CharterRecord) -> None:
    clauses = tuple(
        ClauseRecord(id=id_, number="", title="T", text="") for id_ in ("Équité", "equite", "EQUITE")
    )
    nodes = to_ciso_assistant(replace(full_charter, clauses=clauses))["objects"]["frameworks"][0][
        "requirement_nodes"
    ]
    assert len({node["urn"] for node in nodes}) == 3


def test_a_slug_keeps_words_apart() -> None:
    assert slug("L’œuvre d'État") == "l-oeuvre-d-etat"


@given(st.text(max_size=60))
def test_any_text_gives_a_urn_part_that_the_loader_leaves_alone(text: str) -> None:
    made = slug(text)
    assert made
    assert made == made.lower()
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789.-")
    assert slug(made) == made


_AMBIGUOUS = [
    "no",
    "Yes",
    "on",
    "OFF",
    "y",
    "null",
    "~",
    "012",
    "12:30",
    "1_000",
    "2026-11-01",
    "1e3",
    ".inf",
    "=",
    "<<",
]


@given(st.text(max_size=200) | st.sampled_from(_AMBIGUOUS))
def test_any_text_of_a_clause_comes_back_from_the_yaml(text: str) -> None:
    charter = CharterRecord(
        id="x",
        version=1,
        title=text or "t",
        organisation="o",
        roles=(RoleRecord(code="r", title=text),),
        clauses=(ClauseRecord(id="a", number="1", title=text, text=text),),
    )
    assert yaml.safe_load(FORMATS["ciso-assistant"].write(charter)) == to_ciso_assistant(charter)


@pytest.mark.parametrize("id_", list(shipped_charters()))
def test_each_shipped_charter_becomes_a_library(id_: str) -> None:
    charter = load_shipped(id_)
    record = charter_record(charter, version=1)
    library = yaml.safe_load(FORMATS["ciso-assistant"].write(record))
    nodes = library["objects"]["frameworks"][0]["requirement_nodes"]
    assert [node["name"] for node in nodes if node["assessable"]] == [
        " ".join(clause.title.split()) for clause in charter.clauses
    ]
    assert len({node["urn"] for node in nodes}) == len(nodes)
