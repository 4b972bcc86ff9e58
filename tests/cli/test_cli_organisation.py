"""`garant organisation`: an organisation from the command line, whole or not at all."""

import os
import re
from collections.abc import Iterator

import pytest

from garant.cli import main
from garant.directory import journal, queries
from garant.journal import RecordChanged

pytestmark = pytest.mark.django_db

ALL = [
    "--name",
    "Commune de Valmont",
    "--charter",
    "essentielle",
    "--admin-name",
    "Zoé Blanc",
    "--admin-email",
    "Zoe@Valmont.example",
]


@pytest.fixture(autouse=True)
def own_umask() -> Iterator[None]:
    """The command narrows what it writes to its owner; this process goes on with its own."""
    before = os.umask(0o022)
    os.umask(before)
    yield
    os.umask(before)


def test_it_is_created_with_a_password_that_is_shown_once(world, capsys, journalled):
    assert main(["organisation", "create", *ALL]) == 0
    said = capsys.readouterr().out
    (password,) = re.findall(r"Mot de passe initial\s+(\S+)", said)
    zoe = queries.person_by_email("zoe@valmont.example")
    assert zoe is not None
    assert zoe.check_password(password)
    assert (zoe.organisation.slug, zoe.organisation.public, zoe.must_change_password) == (
        "commune-de-valmont",
        True,
        True,
    )
    assert queries.policy_in_force(zoe.organisation).organisation == "Commune de Valmont"
    assert isinstance(journalled()[-1], RecordChanged)
    assert journal._writer == [journal.WRITER]


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [
        (["--charter", "esss"], 1, "Vouliez-vous écrire « ess » ?"),
        (["--slug", "region-essai"], 1, "déjà pris"),
        (["--slug", "Pas Bon"], 1, "ne convient pas"),
        (["--admin-email", "pas une adresse"], 2, "n’est pas valable"),
        (["--adopted-on", "hier"], 2, "attend une date"),
        (["--place", "lune"], 2, "metropole, alsace-moselle"),
    ],
)
def test_a_wrong_value_is_told_in_one_sentence_and_creates_nothing(world, capsys, more, code, said):
    assert main(["organisation", "create", *ALL, *more]) == code
    assert said in capsys.readouterr().err
    assert len(queries.organisations()) == 2


def test_an_address_that_is_taken_creates_nothing(world, capsys):
    assert main(["organisation", "create", *ALL, "--admin-email", world.alice.email]) == 1
    assert "Un compte existe déjà" in capsys.readouterr().err
    assert len(queries.organisations()) == 2


def test_what_is_missing_is_named_where_nobody_can_be_asked(world, capsys):
    assert main(["organisation", "create", "--name", "Valmont"]) == 2
    assert "il manque --admin-name" in capsys.readouterr().err


def test_what_is_missing_is_asked_of_whoever_sits_there(world, capsys, monkeypatch):
    answers = iter(["Les Amis", "", "ess", "", "Zoé", "zoe@amis.example"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda question: next(answers))
    assert main(["organisation", "create", "--private"]) == 0
    amis = queries.organisation_named("les-amis")
    assert not amis.public
    assert "ess " in capsys.readouterr().out


def test_the_list_names_each_with_its_charter_and_counts_people(world, capsys, state):
    database = state / "garant.sqlite3"
    database.touch()
    assert main(["organisation", "list"]) == 0
    database.unlink()
    said = capsys.readouterr().out
    assert "departement-essai   Département d’essai, charte du 2026-11-01, 3 comptes actifs" in said
    assert "2 organisations" in said
    assert "alice" not in said.lower()


def test_a_folder_where_nothing_is_installed_says_so(capsys, state):
    assert not (state / "garant.sqlite3").exists()
    assert main(["organisation", "list"]) == 0
    assert "Rien n’est encore installé" in capsys.readouterr().out
