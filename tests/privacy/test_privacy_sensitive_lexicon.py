"""The signs of the data files of words, and the files themselves."""

from importlib.resources import files

import pytest
from ruamel.yaml import YAML

from garant.privacy.folded import fold
from garant.privacy.sensitive.finding import LABELS
from garant.privacy.sensitive.lexicon import Lexicon, flatten, load, read_groups


def found(terms: str, text: str, *, typos: bool = False, nothing: str = "") -> list[str]:
    groups = {"strong": terms, **({"nothing": nothing} if nothing else {})}
    folded = fold(text)
    hits = Lexicon({"topic": groups}, typos=typos).hits(folded, flatten(folded))
    return [text[hit.start : hit.end] for hit in hits]


@pytest.mark.parametrize(
    ("term", "text", "pieces"),
    [
        ("diabétique", "deux Diabétiques ici", ["Diabétiques"]),
        ("suivi~ en cmp", "elles sont suivies en CMP", ["suivies en CMP"]),
        ("frapp*", "il frappait fort", ["frapp"]),
        ("sida=", "le sida", ["sida"]),
        ("^FO", "élue FO ici", ["FO"]),
        ("retrait .. enfant", "le retrait de son enfant", ["retrait de son enfant"]),
        ("{touche|perçoit} {le rsa|une aide}", "elle perçoit le RSA", ["perçoit le RSA"]),
        ("famille d'accueil", "la famille d’accueil", ["famille d’accueil"]),
    ],
)
def test_a_sign_finds_what_it_promises(term: str, text: str, pieces: list[str]) -> None:
    assert found(term, text) == pieces


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("sida=", "un texte considaire"),
        ("sida=", "les sidas"),
        ("^FO", "il fo le dire"),
        ("rom=", "la ville de Rome"),
        ("cancer", "les cancérologues"),
        ("retrait .. enfant", "le retrait\nde son enfant"),
        ("retrait .. enfant", "le retrait des deux bacs de la commune, dit l'enfant"),
        ("{touche|perçoit} {le rsa|une aide}", "elle touche à tout, le RSA attendra"),
    ],
)
def test_a_sign_finds_nothing_else(term: str, text: str) -> None:
    assert found(term, text) == []


def test_a_phrase_that_means_nothing_takes_its_words_with_it() -> None:
    assert found("santé", "la maison de santé et ma santé", nothing="maison de santé") == ["santé"]


def test_one_wrong_letter_in_a_long_word_is_forgiven_if_asked() -> None:
    assert found("schizophrénie", "sa schizofrénie puis sa schizphrénie", typos=True) == ["schizphrénie"]
    assert found("schizophrénie", "sa schizphrénie") == []


def test_a_word_of_french_is_no_misspelling_of_another() -> None:
    assert found("dépression", "la répression", typos=True) == []


def test_the_files_of_labels_hold_their_groups() -> None:
    names = [label.removeprefix("SENSITIVE_").lower() for label in LABELS]
    topics = load(*names)
    assert set(topics) == set(LABELS)
    for groups in topics.values():
        assert set(groups) == {"told", "strong", "weak", "nothing"}


@pytest.mark.parametrize("name", [label.removeprefix("SENSITIVE_").lower() for label in LABELS])
def test_no_term_is_so_short_that_it_would_be_found_everywhere(name: str) -> None:
    (groups,) = load(name).values()
    for group in ("told", "strong"):
        for term in groups[group].split(","):
            assert len(term.strip(" ^=*~")) >= 2, term


def test_the_data_files_are_read_as_the_yaml_that_they_are() -> None:
    folder = files("garant.privacy.sensitive") / "data"
    written = [path.read_text("utf-8") for path in folder.iterdir() if path.name.endswith(".yaml")]
    assert written
    assert [read_groups(text) for text in written] == [YAML(typ="safe").load(text) for text in written]


def test_a_group_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="weak"):
        read_groups("weak: aide\nstrong: suivi\nweak: soins\n")
