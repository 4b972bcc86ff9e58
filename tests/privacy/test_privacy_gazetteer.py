"""The word lists are those that their README describes."""

import hashlib
import re
from importlib.resources import files

import pytest

from garant.privacy.gazetteer import first_name, gazetteer, is_commune, surname


def test_the_files_are_those_whose_hashes_the_readme_gives() -> None:
    folder = files("garant.privacy.data")
    listed = re.findall(
        r"^ {4}([0-9a-f]{64})  (\S+)$", (folder / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(listed) == 5
    for digest, name in listed:
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("word", ["martin", "camille", "karim", "aicha"])
def test_first_names_are_known(word: str) -> None:
    assert first_name(gazetteer().facts(word)) >= 4


@pytest.mark.parametrize("word", ["dupont", "benali", "traore", "nguyen"])
def test_surnames_are_known(word: str) -> None:
    assert surname(gazetteer().facts(word)) >= 5


def test_a_word_that_is_no_name_is_not_one() -> None:
    assert gazetteer().facts("cordialement") == 0
    assert first_name(gazetteer().facts("dossier")) == 0


def test_common_words_are_told_from_proper_nouns() -> None:
    assert gazetteer().is_common("boulanger")
    assert gazetteer().is_common("mangeraient")
    assert not gazetteer().is_common("benali")


def test_communes_are_known_by_their_whole_name_and_by_its_beginning() -> None:
    assert is_commune(gazetteer().facts("digne les bains"))
    assert gazetteer().starts_commune("greoux")
    assert not gazetteer().starts_commune("xyz")
