import stat
from pathlib import Path

import pytest
from bulk_world import treated

from garant.bulk import Collection, Options, Places
from garant.bulk.errors import NotACollection, OutNotEmpty, PlacesOverlap, SourceMissing


@pytest.mark.parametrize("out", ["source/sortie", "source", ".", "source/2024/../sortie"])
def test_an_output_within_the_source_or_around_it_is_refused(tree: Path, out: str):
    with pytest.raises(PlacesOverlap):
        Places.of(tree, tree.parent / out)


def test_a_link_does_not_hide_that_the_output_is_within_the_source(tree: Path, tmp_path: Path):
    (tmp_path / "lien").symlink_to(tree)
    with pytest.raises(PlacesOverlap):
        Places.of(tree, tmp_path / "lien" / "sortie")


def test_keys_are_never_within_what_is_handed_over(tree: Path, tmp_path: Path):
    with pytest.raises(PlacesOverlap):
        Places.of(tree, tmp_path / "sortie", tmp_path / "sortie" / "cles")


def test_a_neighbour_whose_name_begins_alike_is_another_folder(tree: Path, tmp_path: Path):
    assert Places.of(tree, tmp_path / "source-2").out == tmp_path / "source-2"


def test_a_source_that_is_not_there_is_said(tmp_path: Path):
    with pytest.raises(SourceMissing):
        Places.of(tmp_path / "rien", tmp_path / "sortie")


@pytest.mark.parametrize("folder", ["sortie", "sortie-cles", "sortie-rapport"])
def test_a_folder_that_holds_something_is_not_written(tree: Path, tmp_path: Path, folder: str):
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "autre.txt").write_text("à moi")
    with pytest.raises(OutNotEmpty):
        Collection.begin(Places.of(tree, tmp_path / "sortie"), Options())
    assert [path.name for path in (tmp_path / folder).iterdir()] == ["autre.txt"]


def test_a_folder_that_is_no_collection_is_not_taken_up(tree: Path, tmp_path: Path):
    with pytest.raises(NotACollection):
        Collection.resume(Places.of(tree, tmp_path / "sortie"), Options())


def test_keys_are_for_their_owner_alone(tree: Path, tmp_path: Path):
    treated(tree, tmp_path / "sortie")
    keys = tmp_path / "sortie-cles"
    for path in (keys, *keys.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    assert len(list(keys.rglob("*.cle.json"))) == 5
    assert not list((tmp_path / "sortie").rglob("*.json"))
