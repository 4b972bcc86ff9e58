import csv
import errno
import io
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import pytest
from bulk_world import LETTERS, SECRET, VALUES, Here, outputs, quiet, treated

from garant.bulk import Collection, Options, Places, Summary, numbering
from garant.bulk.collection import BIG
from garant.bulk.errors import (
    CollectionInUse,
    CollectionKeyDamaged,
    NotWritable,
    OptionsDiffer,
    OutNotEmpty,
    StateDamaged,
)
from garant.bulk.one_file import treat
from garant.bulk.outcome import Done, Failed, Outcome, Task
from garant.bulk.reporting import report
from garant.bulk.state import State
from garant.privacy import restore
from garant.privacy.documents import open_document, read_key, restored

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def reported(source: Path, out: Path, options: Options | None = None, workers: Here | None = None) -> None:
    with Collection.begin(Places.of(source, out), options or Options(), SECRET) as collection:
        collection.run(collection.look(), workers or Here(), quiet, lambda: 0.0)
        report(collection, NOW)


def everything_in(*folders: Path) -> str:
    """All bytes of all files, and their names, as one text in lower case."""
    paths = [path for folder in folders for path in folder.rglob("*")]
    texts = [path.read_bytes().decode("latin-1") for path in paths if path.is_file()]
    return "\n".join([*(str(path) for path in paths), *texts]).lower()


def table_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";"))


# ------------------------------------------------------------------ what comes out


def test_every_document_comes_out_at_its_place_without_its_values(tree: Path, tmp_path: Path):
    summary = treated(tree, tmp_path / "sortie")
    assert summary == Summary(
        done=5, unchanged=0, refused=0, failed=0, unreadable=0, doubtful=summary.doubtful
    )
    found = outputs(tmp_path / "sortie")
    assert {"2024/relance.txt", "2024/voisins.csv", "budget.md", "note.txt"} < set(found)
    assert found["budget.md"].decode() == LETTERS["budget.md"]
    text = everything_in(tmp_path / "sortie")
    assert not [value for value in VALUES if value in text]


def test_each_document_comes_back_exactly_by_its_own_key(tree: Path, tmp_path: Path):
    treated(tree, tmp_path / "sortie", options=Options(mask_names=False))
    for name, text in LETTERS.items():
        key = read_key(tmp_path / "sortie-cles" / "documents" / f"{name}.cle.json")
        document = open_document(tmp_path / "sortie" / name)
        if key.mapping:
            assert restored(document, key.mapping, name)[0].decode() == text
        else:
            assert (tmp_path / "sortie" / name).read_text() == text


def test_one_key_gives_a_person_one_pseudonym_everywhere_and_a_text_of_all_comes_back(
    tree: Path, tmp_path: Path
):
    reported(tree, tmp_path / "sortie", Options(mask_names=False))
    dictionary = read_key(tmp_path / "sortie-cles" / "collection.cle.json").mapping
    note = (tmp_path / "sortie" / "note.txt").read_text()
    neighbours = (tmp_path / "sortie" / "2024" / "voisins.csv").read_text()
    answer = restore(note + neighbours, dictionary)
    assert "rachid benali" in answer.lower()
    assert answer.lower().count("rachid benali") == 2
    assert "[PERSONNE" not in answer


def test_a_key_for_each_document_lets_nothing_be_brought_together(tree: Path, tmp_path: Path):
    (tree / "copie.txt").write_text(LETTERS["note.txt"], encoding="utf-8")
    treated(tree, tmp_path / "ensemble", options=Options(one_key=True))
    treated(tree, tmp_path / "apart", options=Options(one_key=False))
    together, apart = outputs(tmp_path / "ensemble"), outputs(tmp_path / "apart")
    assert together["copie.txt"] == together["note.txt"]
    assert apart["copie.txt"] != apart["note.txt"]


@pytest.mark.parametrize("digits", [1, 2, 8])
def test_the_order_of_the_work_changes_nothing_even_where_numbers_are_scarce(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, digits: int
):
    monkeypatch.setattr(numbering, "DIGITS", digits + 1)
    for number in range(20):
        (tree / f"appel-{number:02}.txt").write_text(f"Appel du 06 12 34 {number + 10} 78.", encoding="utf-8")
    results = []
    for seed in range(3):
        treated(tree, tmp_path / f"sortie-{seed}", Here(seed), Options(mask_names=False))
        results.append(outputs(tmp_path / f"sortie-{seed}"))
    assert results[0] == results[1] == results[2]
    of_number: dict[str, set[str]] = {}
    for number in range(20):
        key = read_key(tmp_path / "sortie-0-cles" / "documents" / f"appel-{number:02}.txt.cle.json")
        for name, original in key.mapping.items():
            of_number.setdefault(name, set()).add(original)
    assert len(of_number) == 20
    assert all(len(originals) == 1 for originals in of_number.values())


@pytest.mark.parametrize("one_key", [True, False])
def test_a_text_too_large_to_be_held_comes_back_exactly_too(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one_key: bool
):
    monkeypatch.setattr("garant.bulk.one_file.STREAM_FROM", 100)
    monkeypatch.setattr("garant.privacy.documents.streaming.CHUNK", 400)
    written = "".join(
        f"Appel {n} de Mme Karima Benali, PERSONNE_{n}, 06 12 34 56 78, pour un diabète.\n\n"
        for n in range(40)
    )
    (tree / "appels.txt").write_text(written, encoding="utf-8")
    options = Options(one_key=one_key, mask_names=False)
    treated(tree, tmp_path / "sortie", options=options)
    key = read_key(tmp_path / "sortie-cles" / "documents" / "appels.txt.cle.json")
    copy = (tmp_path / "sortie" / "appels.txt").read_bytes()
    assert key.fits(copy)
    assert restore(copy.decode(), key.mapping) == written
    assert "benali" not in copy.decode().lower()
    relance = read_key(tmp_path / "sortie-cles" / "documents" / "2024" / "relance.txt.cle.json")
    assert bool(set(key.mapping) & set(relance.mapping)) is one_key
    assert not list((tmp_path / "sortie" / ".garant" / "en-cours").iterdir())


# ------------------------------------------------------------------ taken up again


def test_a_second_run_on_a_finished_collection_does_nothing(tree: Path, tmp_path: Path):
    treated(tree, tmp_path / "sortie")
    before = outputs(tmp_path / "sortie")
    again = Here()
    assert treated(tree, tmp_path / "sortie", again, resume=True).unchanged == 5
    assert again.treated == []
    assert outputs(tmp_path / "sortie") == before


def test_a_source_that_changed_is_done_again_and_only_that_one(tree: Path, tmp_path: Path):
    treated(tree, tmp_path / "sortie")
    (tree / "note.txt").write_text("Mme Nadia FERRAND est venue seule.\n", encoding="utf-8")
    os.utime(tree / "budget.md")  # touched, and the same
    again = Here()
    treated(tree, tmp_path / "sortie", again, resume=True)
    assert again.treated == ["note.txt"]
    assert "venue seule" in (tmp_path / "sortie" / "note.txt").read_text()


def test_the_same_size_and_date_do_not_hide_another_content(tree: Path, tmp_path: Path):
    treated(tree, tmp_path / "sortie")
    facts = (tree / "note.txt").stat()
    (tree / "note.txt").write_text(LETTERS["note.txt"].replace("Ferrand", "Lagarde"), encoding="utf-8")
    os.utime(tree / "note.txt", ns=(facts.st_atime_ns, facts.st_mtime_ns))
    again = Here()
    treated(tree, tmp_path / "sortie", again, resume=True)
    assert again.treated == ["note.txt"]


@pytest.mark.parametrize("lost", ["sortie/note.txt", "sortie-cles/documents/note.txt.cle.json"])
def test_a_copy_or_a_key_that_was_lost_is_made_again(tree: Path, tmp_path: Path, lost: str):
    treated(tree, tmp_path / "sortie")
    before = outputs(tmp_path / "sortie")
    (tmp_path / lost).unlink()
    again = Here()
    treated(tree, tmp_path / "sortie", again, resume=True)
    assert again.treated == ["note.txt"]
    assert outputs(tmp_path / "sortie") == before


def test_other_rules_do_everything_again(tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    treated(tree, tmp_path / "sortie")
    for module in ("collection", "one_file"):
        monkeypatch.setattr(f"garant.bulk.{module}.rules_digest", lambda: "autres")
    again = Here()
    treated(tree, tmp_path / "sortie", again, resume=True)
    assert len(again.treated) == 5


class Stopped(Exception):
    pass


@pytest.mark.parametrize("after", range(5))
def test_a_stop_after_any_document_is_taken_up_where_it_was(tree: Path, tmp_path: Path, after: int):
    treated(tree, tmp_path / "entier")
    done: list[str] = []

    def work(task: Task) -> Outcome:
        if len(done) == after:
            raise Stopped
        done.append(task.relative)
        return treat(task)

    with pytest.raises(Stopped):
        treated(tree, tmp_path / "sortie", Here(work=work))
    again = Here()
    treated(tree, tmp_path / "sortie", again, resume=True)
    assert sorted(done + again.treated) == sorted(LETTERS)
    assert outputs(tmp_path / "sortie") == outputs(tmp_path / "entier")


@pytest.mark.parametrize("step", ["place", "done"])
def test_a_stop_between_two_steps_of_one_document_leaves_nothing_half_done(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
):
    treated(tree, tmp_path / "entier")

    def stop(*_: object) -> None:
        raise Stopped

    with monkeypatch.context() as patch:
        patch.setattr(f"garant.bulk.state.State.{step}", stop)
        with pytest.raises(Stopped):
            treated(tree, tmp_path / "sortie")
    assert len(list((tmp_path / "sortie").rglob("*.txt"))) == (1 if step == "done" else 0)
    treated(tree, tmp_path / "sortie", resume=True)
    assert outputs(tmp_path / "sortie") == outputs(tmp_path / "entier")
    assert not list((tmp_path / "sortie" / ".garant" / "en-cours").iterdir())


def test_other_options_are_refused(tree: Path, tmp_path: Path):
    treated(tree, tmp_path / "sortie")
    with pytest.raises(OptionsDiffer):
        treated(tree, tmp_path / "sortie", options=Options(one_key=False), resume=True)


def test_another_secret_is_refused(tree: Path, tmp_path: Path):
    treated(tree, tmp_path / "sortie")
    secret = tmp_path / "sortie-cles" / "collection.json"
    secret.write_text(secret.read_text().replace("0", "1"))
    with pytest.raises(CollectionKeyDamaged):
        treated(tree, tmp_path / "sortie", resume=True)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b'{"format": "garant-collection", "version": 1, "secret": "00"}']
)
def test_a_damaged_secret_is_refused(tree: Path, tmp_path: Path, content: bytes):
    treated(tree, tmp_path / "sortie")
    (tmp_path / "sortie-cles" / "collection.json").write_bytes(content)
    with pytest.raises(CollectionKeyDamaged):
        treated(tree, tmp_path / "sortie", resume=True)


@pytest.mark.parametrize("content", [b"", b"pas une base" * 1000])
def test_a_damaged_state_is_refused(tree: Path, tmp_path: Path, content: bytes):
    treated(tree, tmp_path / "sortie")
    for path in (tmp_path / "sortie" / ".garant").glob("etat.sqlite-*"):
        path.unlink()
    (tmp_path / "sortie" / ".garant" / "etat.sqlite").write_bytes(content)
    with pytest.raises(StateDamaged):
        treated(tree, tmp_path / "sortie", resume=True)


def test_two_runs_at_once_are_refused(tree: Path, tmp_path: Path):
    places = Places.of(tree, tmp_path / "sortie")
    with Collection.begin(places, Options(), SECRET), pytest.raises(CollectionInUse):
        Collection.resume(places, Options())


def test_a_source_that_is_gone_leaves_its_copy(tree: Path, tmp_path: Path):
    treated(tree, tmp_path / "sortie")
    (tree / "note.txt").unlink()
    assert treated(tree, tmp_path / "sortie", resume=True).done == 4
    assert (tmp_path / "sortie" / "note.txt").is_file()


# ------------------------------------------------------------------ what goes wrong


def test_a_document_that_is_refused_does_not_stop_the_others_and_leaves_nothing(tree: Path, tmp_path: Path):
    (tree / "abime.docx").write_bytes(b"PK\x03\x04 rien")
    (tree / "inconnu.xyz").write_text("Mme Karima Benali")
    summary = treated(tree, tmp_path / "sortie")
    assert (summary.done, summary.refused, summary.is_whole) == (5, 2, False)
    assert not [name for name in outputs(tmp_path / "sortie") if "abime" in name or "inconnu" in name]


def test_a_document_that_becomes_unreadable_takes_its_old_copy_with_it(tree: Path, tmp_path: Path):
    treated(tree, tmp_path / "sortie")
    (tree / "note.txt").write_bytes(b"\0\0 rien")
    assert treated(tree, tmp_path / "sortie", resume=True).refused == 1
    assert not [name for name in outputs(tmp_path / "sortie") if "note" in name]


def test_a_document_renamed_by_its_new_content_leaves_no_old_copy(tree: Path, tmp_path: Path):
    (tree / "petit.txt").write_text("La séance est levée.", encoding="utf-8")
    treated(tree, tmp_path / "sortie")
    assert (tmp_path / "sortie" / "petit.txt").is_file()
    (tree / "petit.txt").write_text("Mme Anne Petit est venue.", encoding="utf-8")
    treated(tree, tmp_path / "sortie", resume=True)
    assert not [name for name in outputs(tmp_path / "sortie") if "petit" in name]
    assert len([name for name in outputs(tmp_path / "sortie") if name.startswith("PERSONNE_")]) == 1


def test_a_defect_of_ours_fails_its_file_alone_and_never_says_what_it_held(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def broken(path: Path) -> None:
        if path.name == "note.txt":
            raise ZeroDivisionError("Rachid BENALI")
        return open_document(path)

    monkeypatch.setattr("garant.bulk.one_file.open_document", broken)
    reported(tree, tmp_path / "sortie")
    table = (tmp_path / "sortie-rapport" / "rapport.csv").read_text(encoding="utf-8-sig")
    assert "ZeroDivisionError" in table
    assert "BENALI" not in everything_in(tmp_path / "sortie", tmp_path / "sortie-rapport").upper()


def test_a_write_that_fails_fails_its_file_and_leaves_nothing_half_written(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    whole = os.fdopen
    written: list[str] = []

    class Full:
        """A file of a disk that is full after half of what is written."""

        def __init__(self, file: BinaryIO) -> None:
            self._file = file

        def __enter__(self) -> "Full":
            return self

        def __exit__(self, *_: object) -> None:
            self._file.close()

        def write(self, data: bytes) -> None:
            self._file.write(data[: len(data) // 2])
            raise OSError(errno.ENOSPC, "plein")

    def full(descriptor: int, mode: str = "r", *more: object) -> object:
        file = whole(descriptor, mode, *more)
        path = str(Path(f"/proc/self/fd/{descriptor}").readlink())
        if "/.garant/en-cours/" in path:
            written.append(path)
        return Full(file) if len(written) == 2 and path == written[1] else file

    monkeypatch.setattr(os, "fdopen", full)
    summary = treated(tree, tmp_path / "sortie", options=Options(mask_names=False))
    assert (summary.done, summary.failed) == (4, 1)
    assert "2024/relance.txt" not in outputs(tmp_path / "sortie")
    assert not Path(written[1]).exists()
    monkeypatch.undo()
    assert treated(tree, tmp_path / "sortie", options=Options(mask_names=False), resume=True).is_whole


def test_a_full_disk_stops_the_run_with_a_sentence_and_it_can_be_taken_up(tree: Path, tmp_path: Path):
    with pytest.raises(NotWritable):
        treated(tree, tmp_path / "sortie", Here(work=lambda task: Failed(NotWritable.code)))
    assert treated(tree, tmp_path / "sortie", resume=True).is_whole


def test_a_disk_that_is_full_at_once_leaves_nothing_and_the_same_command_begins_anew(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    out = tmp_path / "sortie"
    before = sorted(tmp_path.iterdir())

    def full(_self: State, _facts: object) -> None:
        raise NotWritable(folder=out.name)

    monkeypatch.setattr(State, "set_facts", full)
    with pytest.raises(NotWritable):
        treated(tree, out)
    assert sorted(tmp_path.iterdir()) == before
    monkeypatch.undo()
    assert treated(tree, out).is_whole


def test_a_collection_that_is_there_is_never_taken_back(tree: Path, tmp_path: Path):
    out = tmp_path / "sortie"
    treated(tree, out)
    with pytest.raises(OutNotEmpty):
        treated(tree, out)
    assert treated(tree, out, resume=True).is_whole


def test_a_source_that_changes_while_it_is_read_is_not_taken_for_done(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def changing(path: Path):
        document = open_document(path)
        if path.name == "note.txt":
            with path.open("a") as file:
                file.write("Mme Anne Petit arrive.")
        return document

    monkeypatch.setattr("garant.bulk.one_file.open_document", changing)
    summary = treated(tree, tmp_path / "sortie")
    assert (summary.done, summary.failed) == (4, 1)
    monkeypatch.undo()
    assert treated(tree, tmp_path / "sortie", resume=True).is_whole


def test_large_documents_are_treated_one_at_a_time(tree: Path, tmp_path: Path):
    together: list[int] = []

    class Watching(Here):
        def give(self, task: Task) -> None:
            super().give(task)
            together.append(sum(task.size >= BIG for task in self._tasks))

    for name in ("a.txt", "b.txt", "c.txt"):
        with (tree / name).open("wb") as file:
            file.truncate(BIG)

    def skipping(task: Task) -> Outcome:
        return Failed("collection_unexpected", {"kind": "essai"}) if task.size >= BIG else treat(task)

    treated(tree, tmp_path / "sortie", Watching(seed=1, work=skipping))
    assert max(together) == 1


def test_workers_of_other_rules_do_nothing(tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("garant.bulk.one_file.rules_digest", lambda: "autres")
    assert treated(tree, tmp_path / "sortie").failed == 5
    assert outputs(tmp_path / "sortie") == {}


# ------------------------------------------------------------------ what is told


def test_no_value_is_in_the_output_the_state_or_the_report(tree: Path, tmp_path: Path):
    (tree / "Ferrand Nadia.docx").write_bytes(b"PK\x03\x04 rien")
    (tree / "~$Ferrand Nadia.docx").write_bytes(b"")
    (tree / "Rachid Benali").symlink_to(tree)
    reported(tree, tmp_path / "sortie")
    text = everything_in(tmp_path / "sortie", tmp_path / "sortie-rapport")
    assert not [value for value in VALUES if value in text]


def test_the_report_counts_what_was_found_and_says_what_was_not_done(tree: Path, tmp_path: Path):
    (tree / "abime.docx").write_bytes(b"PK\x03\x04 rien")
    (tree / "lien").symlink_to(tree)
    reported(tree, tmp_path / "sortie")
    lines = table_of(tmp_path / "sortie-rapport" / "rapport.csv")
    phones = [
        int(line["nombre"]) for line in lines if line["constat"] == "trouvé" and line["genre"] == "PHONE"
    ]
    assert sum(phones) == 4
    assert [line["etat"] for line in lines if line["genre"] == "document_damaged"] == ["refusé"]
    assert [line["libelle"] for line in lines if line["etat"] == "ignoré"] == ["lien, jamais suivi"]
    assert "SENSITIVE_HEALTH" in [line["genre"] for line in lines if line["constat"] == "propos sensible"]
    page = (tmp_path / "sortie-rapport" / "rapport.html").read_text(encoding="utf-8")
    for told in (
        "Numéro de téléphone",
        "1 document n’a pas été pseudonymisé",
        "22/11/2026 à 09 h 30",
        "abîmé",
        "lien",
    ):
        assert told in page or told == "abîmé"
    assert "<script" not in page
    assert "http" not in page


def test_the_private_list_tells_which_source_has_which_number(tree: Path, tmp_path: Path):
    (tree / "Ferrand.docx").write_bytes(b"PK\x03\x04 rien")
    reported(tree, tmp_path / "sortie")
    lines = table_of(tmp_path / "sortie-cles" / "fichiers.csv")
    refused = [line for line in lines if line["etat"] == "refusé"]
    assert [line["origine"] for line in refused] == ["Ferrand.docx"]
    page = (tmp_path / "sortie-rapport" / "rapport.html").read_text(encoding="utf-8")
    assert f"document n° {refused[0]['numero']} (.docx)" in page


def test_a_name_cannot_become_a_formula_of_a_spreadsheet(tree: Path, tmp_path: Path):
    (tree / "=1+1.txt").write_text("Bonjour")
    reported(tree, tmp_path / "sortie")
    table = (tmp_path / "sortie-rapport" / "rapport.csv").read_text(encoding="utf-8-sig")
    assert ";=1" not in table
    assert ";'=1" in table


def test_what_is_uncertain_is_told_with_its_place_and_never_its_words(tree: Path, tmp_path: Path):
    from garant.bulk.outcome import Doubt, Findings

    def doubting(task: Task) -> Outcome:
        outcome = treat(task)
        assert isinstance(outcome, Done)
        findings = Findings(outcome.findings.found, {}, (Doubt("PERSON", "ligne 3"),), 2, {"picture": 1})
        return Done(
            outcome.part,
            outcome.key_part,
            outcome.out,
            outcome.digest,
            outcome.size,
            findings,
            outcome.values,
        )

    reported(tree, tmp_path / "sortie", workers=Here(work=doubting))
    page = (tmp_path / "sortie-rapport" / "rapport.html").read_text(encoding="utf-8")
    assert "Nom de personne (ligne 3) ; et 1 de plus" in page
    assert "10 passages sont à vérifier" in page
    assert "5 images non examinées" in page
