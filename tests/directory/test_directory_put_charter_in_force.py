"""An administrator puts another version of the charter in force: checked, compared, then confirmed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from garant.charter import CharterInvalid
from garant.directory import queries
from garant.directory.actions import put_charter_in_force
from garant.directory.errors import (
    CharterChangedMeanwhile,
    CharterUnchanged,
    CharterVersionReused,
    NotAllowed,
)
from garant.journal import RecordChanged
from garant.words import Action, DataClass, Zone
from world import CHARTER_DEPARTEMENT

COMPARE, APPLY = "/administration/charte/comparer/", "/administration/charte/appliquer/"
STRICTER = CHARTER_DEPARTEMENT.replace("version: 2026-11-01", "version: 2026-12-01").replace(
    "action: pseudonymise}", "action: block}"
)

pytestmark = pytest.mark.django_db


def upload(client, content, name="charte.yaml"):
    content = content.encode() if isinstance(content, str) else content
    return client.post(COMPARE, {"file": SimpleUploadedFile(name, content)})


def test_the_administrator_sees_what_changes_then_applies_it(world, signed_in, journalled):
    claire = signed_in(world.claire)
    compared = upload(claire, STRICTER)
    page = compared.content.decode()
    assert "Ce que cette version change" in page
    assert "Plus strict" in page
    assert queries.policy_in_force(world.departement).version == "2026-11-01"

    assert claire.post(APPLY, {"after": 1}).status_code == 302
    policy = queries.policy_in_force(world.departement)
    assert policy.version == "2026-12-01"
    assert policy.cell(DataClass.PERSONAL, Zone.EXTERNAL).action is Action.BLOCK
    assert journalled()[-1] == RecordChanged(
        organisation="departement-essai",
        person=str(world.claire.id),
        record="charter:departement-essai/2026-12-01",
        change="created",
    )


def test_a_milder_version_says_so_first(world, signed_in):
    milder = STRICTER.replace(
        "data: [internal_document, secret], zone: external, action: block",
        "data: [internal_document, secret], zone: external, action: allow",
    )
    assert "Plus permissif qu’aujourd’hui" in upload(signed_in(world.claire), milder).content.decode()
    assert "Plus permissif qu’aujourd’hui" not in upload(signed_in(world.claire), STRICTER).content.decode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (CHARTER_DEPARTEMENT.replace("action: pseudonymise", "action: pseudonymyse"), "charte.yaml:"),
        (CHARTER_DEPARTEMENT.replace("approve:", "aprove:"), "approve"),
        ("ceci: [n'est pas", "charte.yaml:"),
        ("du texte", "charte.yaml:"),
        (CHARTER_DEPARTEMENT + "\nextends: ../../../etc/passwd\n", "charte.yaml:"),
        (b"\xff\xfe\x00c\x00h", "UTF-8"),
        ("   \n", "vide"),
        (b"", "vide"),
        ("a" * 1_100_000, "trop lourd"),
    ],
)
def test_a_file_that_is_no_charter_changes_nothing_and_says_why(world, signed_in, content, said):
    claire = signed_in(world.claire)
    answer = upload(claire, content)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    claire.post(APPLY, {"after": 1})
    assert queries.policy_in_force(world.departement).version == "2026-11-01"


def test_every_error_of_the_file_is_told_with_its_line(world, signed_in):
    wrong = CHARTER_DEPARTEMENT.replace("approve:", "aprove:").replace("hours: 72", "hours: demain")
    page = upload(signed_in(world.claire), wrong).content.decode()
    lines = [
        number for number, line in enumerate(wrong.splitlines(), 1) if "aprove" in line or "demain" in line
    ]
    for line in lines:
        assert f"charte.yaml:{line}" in page
    assert "2 erreurs" in page


@pytest.mark.parametrize("name", ["alice", "bruno", "chloe", "david"])
def test_nobody_else_changes_the_charter(world, signed_in, name):
    person = getattr(world, name)
    with pytest.raises(NotAllowed):
        put_charter_in_force(person, text=STRICTER)
    client = signed_in(person)
    assert upload(client, STRICTER).status_code == 403
    assert client.post(APPLY, {"after": 1}).status_code == 403
    assert queries.policy_in_force(world.departement).version == "2026-11-01"


def test_a_visitor_changes_nothing(world):
    assert upload(Client(), STRICTER).status_code == 302
    assert Client().post(APPLY, {"after": 1}).status_code == 302
    assert queries.policy_in_force(world.departement).version == "2026-11-01"


def test_the_same_text_is_not_a_new_version(world):
    with pytest.raises(CharterUnchanged):
        put_charter_in_force(world.claire, text=CHARTER_DEPARTEMENT)


def test_another_text_needs_another_version(world):
    with pytest.raises(CharterVersionReused):
        put_charter_in_force(world.claire, text=STRICTER.replace("2026-12-01", "2026-11-01"))


def test_a_version_that_came_meanwhile_is_not_overwritten(world, signed_in):
    claire = signed_in(world.claire)
    upload(claire, STRICTER)
    put_charter_in_force(world.claire, text=STRICTER.replace("2026-12-01", "2026-12-02"))
    page = claire.post(APPLY, {"after": 1}, follow=True).content.decode()
    assert "entre-temps" in page
    assert queries.policy_in_force(world.departement).version == "2026-12-02"
    with pytest.raises(CharterChangedMeanwhile):
        put_charter_in_force(world.claire, text=STRICTER, after=1)


def test_applying_without_a_file_says_to_choose_one(world, signed_in):
    page = signed_in(world.claire).post(APPLY, {"after": 1}, follow=True).content.decode()
    assert "choisissez-le à nouveau" in page


def test_a_text_that_does_not_hold_is_refused_by_the_action_too(world):
    with pytest.raises(CharterInvalid):
        put_charter_in_force(world.claire, text="charter: x")


def test_an_inherited_charter_is_kept_with_all_that_it_inherits(world):
    text = (
        "charter: fille\nversion: 2026-12-01\nextends: region-sud\ntitle: Fille\n"
        "sections:\n  - title: Chez nous\n    clauses:\n      - {id: chez-nous, text: Chez nous aussi.}\n"
    )
    put_charter_in_force(world.claire, text=text)
    found = queries.charter_in_force(world.departement)
    assert found.text == text
    assert "extends" not in found.resolved
    assert len(found.policy.clauses) > 10
