"""What the tagger of names learns from: templates, and the texts made from them."""

import random
from pathlib import Path

import pytest
from training.names.examples import example
from training.names.generate import composed, instance, misread, noisy
from training.names.people import people
from training.names.scoring import of_data
from training.names.templates import (
    MAY_BE,
    Kind,
    Piece,
    Template,
    contexts,
    phrases,
    read_marks,
    split_by_hand,
)

from garant.privacy.tagger import KINDS

MARKED = (
    "Mme [[PERSON Karima BENALI]], [[ADDRESS 3 rue Hugo]]. {{SENSITIVE_HEALTH: [[PERSON Karima]] est suivie.}} "
    "<<public_role Jean Dupont>>, maire, l'a reçue le <<date 3 mai>>."
)


def template() -> Template:
    return Template("lettre", "une-main", tuple(read_marks(MARKED)))


def test_marks_become_pieces_and_leave_no_trace() -> None:
    pieces = template().pieces
    assert [piece.text for piece in pieces if piece.kind is Kind.PERSON] == ["Karima BENALI", "Karima"]
    assert [piece.text for piece in pieces if piece.kind is Kind.PUBLIC] == ["Jean Dupont"]
    assert not set("[]{}<>") & set(template().text)


def test_sentences_of_every_register_hold_no_stray_mark() -> None:
    for register, sentences in phrases().items():
        assert len(sentences) > 10, register
        for pieces in sentences:
            text = "".join(piece.text for piece in pieces)
            assert "[[" not in text, text
            assert "<<" not in text, text


def test_another_name_has_the_same_form_and_stays_the_same_person() -> None:
    chance = random.Random(3)
    renamed = 0
    for _ in range(40):
        names = [piece.text for piece in instance(template(), people(), chance) if piece.kind is Kind.PERSON]
        first, last = names[0].rsplit(" ", 1)
        assert last.isupper()
        assert not first.isupper()
        assert names[0].startswith(names[1]), "Karima is Karima Benali"
        renamed += names[1] != "Karima"
    assert renamed > 25


def test_a_vowel_takes_an_apostrophe_and_a_consonant_does_not() -> None:
    chance = random.Random(5)
    for _ in range(60):
        before, name = instance(
            Template("", "", (Piece("le dossier d'"), Piece("Ines", Kind.PERSON))), people(), chance
        )
        assert before.text.endswith("d'") == (name.text[0].lower() in "aeiouy")


def test_the_same_seed_gives_the_same_texts() -> None:
    def texts(seed: int) -> list[str]:
        chance = random.Random(seed)
        made = (noisy(instance(composed(phrases(), chance), people(), chance), chance) for _ in range(30))
        return ["".join(piece.text for piece in pieces) for pieces in made]

    assert texts(1) == texts(1)
    assert texts(1) != texts(2)


@pytest.mark.parametrize("seed", range(5))
def test_what_is_spoilt_keeps_its_kind(seed: int) -> None:
    spoilt = misread(template().pieces, random.Random(seed))
    assert [piece.kind for piece in spoilt] == [piece.kind for piece in template().pieces]


def test_tokens_of_a_name_are_private_and_its_neighbours_are_not() -> None:
    one = example(template().pieces)
    told = dict(zip(one.tokens.forms, one.kinds, strict=True))
    assert told["BENALI"] == Kind.PERSON
    assert told["Mme"] == Kind.OTHER
    assert told["Dupont"] == Kind.PUBLIC
    assert told["Hugo"] == Kind.ADDRESS


def test_texts_of_a_hand_never_stand_on_both_sides_of_the_split() -> None:
    texts = [Template(str(at), f"main-{at % 40}", ()) for at in range(120)]
    training, apart = split_by_hand(texts, 4)
    assert training
    assert apart
    assert not {text.hand for text in training} & {text.hand for text in apart}
    more, _ = split_by_hand([*texts, Template("new", "une-autre", ())], 4)
    assert {text.id for text in training} <= {text.id for text in more}, "a new text moves no other"


def test_the_kinds_of_training_are_those_of_the_tagger_in_its_order() -> None:
    assert [kind.name for kind in Kind][: len(KINDS)] == list(KINDS)
    assert all(kind < len(KINDS) for kinds in MAY_BE.values() for kind in kinds)


def test_a_number_in_a_context_is_a_datum_or_none_and_what_surrounds_it_is_not_told(tmp_path: Path) -> None:
    (tmp_path / "dossiers.txt").write_text(
        "V/réf : [[24-0871-BM]]\\nM. Roy\nmarché n° <<2024-118>>\n", "utf-8"
    )
    first, second = contexts(tmp_path)
    assert [(piece.text, piece.kind) for piece in first.pieces] == [
        ("V/ref : ", Kind.UNSAID),
        ("24-0871-BM", Kind.DATUM),
        ("\nM. Roy", Kind.UNSAID),
    ]
    assert second.pieces[-1] == Piece("2024-118", Kind.NEAR_MISS)


def test_data_are_scored_by_group() -> None:
    gold = [Kind.PHONE, Kind.CASE_ID, Kind.OTHER, Kind.ADDRESS]
    said = [Kind.CASE_ID, Kind.OTHER, Kind.IBAN, Kind.PLACE]
    found = of_data([(gold, said)])
    assert found["numbers"] == (2, 0.5, 0.5)
    assert found["addresses"] == (1, 0.0, 0.0)
