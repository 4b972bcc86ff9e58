"""The French of the shipped charters: readable in the file, with its accents, ready for a vote."""

import re
import unicodedata
from collections.abc import Iterator

import pytest

from garant.charter import load_shipped, shipped_charters, shipped_text
from garant.charter.controls.forbid import Forbid

SHIPPED = shipped_charters()

# What a hurried hand writes without its accent. None of these is a French word as it stands.
UNACCENTED = frozenset(
    [
        "acces",
        "agee",
        "agees",
        "appliquee",
        "arretee",
        "beneficiaire",
        "chiffree",
        "concernee",
        "controle",
        "controler",
        "cout",
        "decident",
        "decrit",
        "deja",
        "delai",
        "delegue",
        "deliberation",
        "departement",
        "deploiement",
        "desactiver",
        "developpement",
        "donnee",
        "donnees",
        "duree",
        "ecrit",
        "ecrire",
        "egal",
        "egalite",
        "eleve",
        "eleves",
        "equipe",
        "etape",
        "etat",
        "etre",
        "evaluation",
        "evaluer",
        "experience",
        "experimentation",
        "fiabilite",
        "hebergement",
        "hebergeur",
        "identite",
        "integre",
        "interet",
        "interets",
        "meme",
        "memes",
        "modele",
        "modeles",
        "necessaire",
        "numero",
        "numerique",
        "operateur",
        "prealable",
        "preference",
        "procede",
        "propriete",
        "proteger",
        "publiee",
        "qualite",
        "region",
        "regle",
        "regles",
        "reglement",
        "regulier",
        "reponse",
        "reponses",
        "repond",
        "reserve",
        "resume",
        "reunion",
        "reviser",
        "role",
        "sante",
        "securite",
        "souverainete",
        "strategie",
        "systeme",
        "systemes",
        "tres",
        "validee",
        "verifie",
        "verifier",
        "verite",
        "vulnerabilite",
    ]
)

# « à » written « a », « où » written « ou », « dès » written « des »: told by what stands around.
MISTAKEN = re.compile(
    r"\b(?:grâce|quant|face|suite|prête?s?|destinée?s?|conformes?|soumise?s?|propre) a\b"
    r"|\ba (?:la fois|partir|condition|chaque|jour|côté|travers|défaut|leur|leurs|son|sa|ses|nos|notre)\b"
    r"|\b(?:jour|moment|date|cas|pays|zone) ou (?:il|elle|elles|ils|on)\b|\bdes que\b|\bla ou\b"
)


def _texts(charter: str) -> Iterator[str]:
    """Everything that a person reads in a charter, without the recognisers."""
    loaded = load_shipped(charter)
    yield loaded.title
    yield loaded.introduction
    yield from loaded.zones.values()
    yield from (document.title for document in loaded.documents)
    for stage in loaded.lifecycle.stages:
        yield from (stage.title, stage.text)
    for value in loaded.values:
        yield from (value.title, value.text)
    for section in loaded.sections:
        yield from (section.title, section.text)
        for clause in section.clauses:
            yield from (clause.title, clause.text)
            for control in clause.controls:
                parameters = {"use": control.use} if isinstance(control, Forbid) else control.model_dump()
                yield from (value for value in parameters.values() if type(value) is str)
                yield from parameters.get("questions", ())


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", re.sub(r"\{\w+\}", "", text.lower())))


@pytest.mark.parametrize("charter", SHIPPED)
def test_every_word_bears_its_accents(charter: str) -> None:
    for text in _texts(charter):
        assert not _words(text) & UNACCENTED, text
        assert MISTAKEN.search(text) is None, text


def test_a_forgotten_accent_would_be_seen() -> None:
    assert _words("Les donnees de sante restent ici.") & UNACCENTED == {"donnees", "sante"}
    assert MISTAKEN.search("une IA a partir de nos textes")
    assert not MISTAKEN.search("Un essai a un but et a une date de fin.")


@pytest.mark.parametrize("charter", SHIPPED)
def test_the_file_reads_as_it_is_written_without_escapes(charter: str) -> None:
    text = shipped_text(charter)
    assert re.search(r"\\[xuU][0-9a-fA-F]{2}", text) is None
    assert text == unicodedata.normalize("NFC", text)
    assert "\t" not in text
    assert not re.search(r"[ ]+$", text, re.MULTILINE)


@pytest.mark.parametrize("charter", SHIPPED)
def test_typography_is_french(charter: str) -> None:
    for text in _texts(charter):
        assert "'" not in text, f"straight apostrophe: {text}"
        assert '"' not in text, f"straight quotes: {text}"
        assert text.count("«") == text.count("»"), text
        assert not re.search(r"\w[:;?!](?:\s|$)", text), f"no space before a double sign: {text}"
        assert not re.search(r"\S  +\S", text), f"two spaces: {text}"
        assert not re.search(r"\s[,.]", text), f"space before a comma: {text}"
        assert text.count("(") == text.count(")"), text


@pytest.mark.parametrize("charter", SHIPPED)
def test_a_clause_is_made_of_whole_sentences(charter: str) -> None:
    for clause in load_shipped(charter).clauses:
        assert clause.text.rstrip()[-1] in ".:", clause.id
        assert clause.text[0].isupper(), clause.id
        assert not clause.title.endswith("."), clause.id


@pytest.mark.parametrize("charter", SHIPPED)
def test_sentences_stay_short_enough_to_be_read_aloud(charter: str) -> None:
    for clause in load_shipped(charter).clauses:
        prose = re.sub(r"\n(?=\s*(?:-|\d+\.) )", ". ", clause.text)
        for sentence in re.split(r"(?<=[.?!:;])\s", prose):
            assert len(sentence.split()) <= 45, f"{clause.id}: {sentence}"
