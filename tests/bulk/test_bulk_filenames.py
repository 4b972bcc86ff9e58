import pytest

from garant.bulk.filenames import masked_path, plain_path
from garant.bulk.numbering import digest_of, numbers

KEY = b"k" * 32


def path(relative: str, *people: str) -> str:
    return masked_path(relative, KEY, KEY, frozenset(people))


@pytest.mark.parametrize(
    "name",
    ["BENALI Karima - RSA.docx", "BENALI_Karima_RSA.docx", "Courrier de Mme Benali.pdf", "benali karima.txt"],
)
def test_a_person_in_a_name_is_replaced(name: str):
    found = path(name)
    assert "benali" not in found.lower()
    assert "PERSONNE_" in found
    assert found.rpartition(".")[2] == name.rpartition(".")[2]


@pytest.mark.parametrize(
    "name",
    [
        "Budget 2024.xlsx",
        "RSA/2024/Compte rendu.odt",
        "école Jean Moulin/menu.txt",
        "délibération n° 12.pdf",
        "..md",
    ],
)
def test_a_name_that_names_nobody_stays(name: str):
    assert path(name) == name


def test_a_name_bears_the_number_that_the_texts_bear():
    number = next(numbers(KEY, digest_of(KEY, "PERSONNE", ["Karima Benali"])))
    assert path("Karima Benali.txt").startswith(f"PERSONNE_{number}-")


def test_who_is_named_within_is_looked_for_in_the_name():
    assert path("convocation_Petit.docx") == "convocation_Petit.docx"
    assert "Petit" not in path("convocation_Petit.docx", "petit")
    assert path("petitesse.docx", "petit") == "petitesse.docx"


def test_two_names_of_one_person_stay_two_files():
    assert path("Benali Karima.txt") != path("Karima Benali.txt")
    assert path("a/Karima Benali.txt").rpartition("/")[2] != path("b/Karima Benali.txt").rpartition("/")[2]


def test_all_documents_of_a_folder_stay_together():
    one, other = path("Dossier Lebrun/a.txt", "lebrun"), path("Dossier Lebrun/b.txt")
    assert one.partition("/")[0] == other.partition("/")[0] != "Dossier Lebrun"


@pytest.mark.parametrize("name", ["a\nb.txt", "a\x1b[31m.txt", "caf\udce9.txt", 'a"b<c>.txt', "a.t\nxt"])
def test_what_a_table_or_a_terminal_cannot_bear_is_replaced(name: str):
    for found in (path(name), plain_path(name)):
        assert not set('\n\x1b"<>') & set(found)
        found.encode("utf-8")


def test_a_long_name_stays_within_what_a_file_system_takes():
    assert len(path("Mme Karima Benali " * 12 + ".txt").encode()) < 255
