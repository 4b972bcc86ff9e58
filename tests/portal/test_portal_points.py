"""The journal's checkpoints: one a day, published with their key, and held by the command of anybody who has a copy."""

import argparse
import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from tests.portal.portal_world import HERE, open_portal

from garant.cli import journal as command
from garant.directory.journal import journal_directory, record
from garant.journal import CheckpointBroken, SignedIn, check_points, read_key, read_points
from garant.portal import points
from garant.portal.models import JournalPoint
from garant.portal.terms import Part
from garant.words import GarantError

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LATER = NOW + points.EVERY


@pytest.fixture
def portal(world):
    open_portal(world, parts={Part.JOURNAL})


def signs_in():
    record(SignedIn(organisation="departement-essai", person="p-1"))


def test_a_point_a_day_and_none_without_an_entry(portal):
    assert points.sign_journal(now=NOW) == 1
    signs_in()
    assert points.sign_journal(now=NOW + timedelta(hours=23)) == 0
    assert points.sign_journal(now=LATER) == 1
    assert points.sign_journal(now=LATER + points.EVERY) == 0
    assert [point.number for point in points.points()] == [1, 2]


def test_a_long_journal_is_signed_in_several_points(portal, monkeypatch):
    monkeypatch.setattr(points, "AT_ONCE", 3)
    made = points.sign_journal(now=NOW)
    assert made > 1
    assert check_points(points.points(), points.checkpoint_key(), journal_directory())
    assert JournalPoint.objects.order_by("-number")[0].size > 3


def test_what_is_published_holds_for_the_journal(portal):
    points.sign_journal(now=NOW)
    signs_in()
    points.sign_journal(now=LATER)
    published, key = read_points(Client().get(HERE + "journal/points.json").content)
    assert read_key(Client().get(HERE + "journal/cle.txt").content.decode()) == key
    assert check_points(published, key, journal_directory()) == points.last_point().size
    assert Client().get(HERE + "journal/point.txt").content.decode() == published[-1].note
    page = Client().get(HERE + "journal/").content.decode()
    assert str(key) in page.replace("&quot;", '"')
    assert "Vérifier dans cette page" in page


def test_before_the_first_point_the_page_says_so(portal):
    assert "Aucun point n’est encore signé" in Client().get(HERE + "journal/").content.decode()
    assert Client().get(HERE + "journal/point.txt").status_code == 404


def test_the_command_holds_a_copy_to_the_points(portal, tmp_path, capsys):
    points.sign_journal(now=NOW)
    copy, file = tmp_path / "copie", tmp_path / "points.json"
    shutil.copytree(journal_directory(), copy)
    file.write_bytes(Client().get(HERE + "journal/points.json").content)
    key = str(points.checkpoint_key())
    garant("journal", "verify", str(copy), "--points", str(file), "--points-key", key)
    assert "1 point de contrôle tient" in capsys.readouterr().out
    # What other tests of this process wrote may come before: the first file in which there is something to change.
    named = b'"departement-essai"'
    segment = min(each for each in copy.glob("*/*.jsonl") if named in each.read_bytes())
    segment.write_bytes(segment.read_bytes().replace(named, b'"departement-autre"', 1))
    with pytest.raises(CheckpointBroken):
        check_points(points.points(), points.checkpoint_key(), copy)


def test_a_journal_that_was_replaced_begins_a_new_log_that_says_so(portal):
    points.sign_journal(now=NOW)
    first = points.last_point()
    position = {
        writer: [segment, offset, seq, "0" * 64]
        for writer, (segment, offset, seq, _) in first.position.items()
    }
    JournalPoint.objects.update(position=position)  # what was read is not what stands there now
    signs_in()
    points.sign_journal(now=LATER)
    assert points.logs_before() == 1
    assert points.last_point().origin != first.origin
    assert check_points(points.points(), points.checkpoint_key(), journal_directory())
    assert "remis 1" in Client().get(HERE + "journal/").content.decode()


def test_the_points_name_nobody(portal):
    points.sign_journal(now=NOW)
    published = json.loads(Client().get(HERE + "journal/points.json").content)
    assert set(published) == {"format", "key", "points"}
    assert set(published["points"][0]) == {"number", "at", "note", "marks", "proof"}


def garant(*words: str) -> int:
    parser = argparse.ArgumentParser(prog="garant")
    command.register(parser.add_subparsers(required=True))
    arguments = parser.parse_args(words)
    return int(arguments.run(arguments))


def test_a_file_that_can_not_be_read_is_said(portal, tmp_path: Path):
    with pytest.raises(GarantError, match="ne se lit pas"):
        garant("journal", "verify", str(journal_directory()), "--points", str(tmp_path / "rien.json"))
