"""The statistical tagger: what it is made of, what it knows, that no text breaks it."""

import hashlib
import re
import threading
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from garant.privacy.folded import fold
from garant.privacy.gazetteer import gazetteer
from garant.privacy.tagger import KINDS, PLACE, PRIVATE, PUBLIC, tagger, tokens
from garant.privacy.tagger.features import features


def likely(text: str, word: str) -> np.ndarray:
    found = tokens(fold(text).text)
    row: np.ndarray = tagger().probabilities(found)[found.forms.index(word)]
    return row


def test_the_weights_are_those_of_the_card() -> None:
    folder = files("garant.privacy.tagger")
    card = (folder / "CARD.md").read_text(encoding="utf-8")
    told = re.findall(r"\b[0-9a-f]{64}\b", card)
    assert told == [hashlib.sha256((folder / "weights.npz").read_bytes()).hexdigest()]
    assert "{" not in card, "a figure of the card was not filled in"


def test_the_weights_are_small() -> None:
    assert (files("garant.privacy.tagger") / "weights.npz").stat().st_size < 3_000_000  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("Mme Xvbetou est venue à l'accueil.", "Xvbetou", id="no_list_knows_it"),
        pytest.param(
            "bonjour c kwassibal je vous ecris pour mon dossier", "kwassibal", id="nor_in_lower_case"
        ),
        pytest.param("Mon fils Zayron entre au CP.", "Zayron", id="new_first_name"),
    ],
)
def test_a_name_that_no_list_knows_is_told_by_its_sentence(text: str, word: str) -> None:
    assert features(word, gazetteer()).frequency == 0
    assert likely(text, word)[PRIVATE] > 0.5


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("La rose du parc a gelé.", "rose", id="flower"),
        pytest.param("L'aide de la CAF et de la MDPH est versée.", "MDPH", id="acronym"),
        pytest.param("Les travaux sont terminés depuis lundi.", "travaux", id="ordinary"),
    ],
)
def test_a_word_that_is_no_name_is_not_one(text: str, word: str) -> None:
    assert likely(text, word)[PRIVATE] < 0.3


def test_the_same_name_is_private_public_or_a_street_by_what_stands_around() -> None:
    assert likely("Mon voisin, M. Lambert, fait du bruit.", "Lambert").argmax() == PRIVATE
    assert likely("Mme Nicole Lambert, maire de Volx, préside la séance.", "Lambert").argmax() == PUBLIC
    assert likely("Les travaux de la rue Lambert sont finis.", "Lambert").argmax() == PLACE


def test_letters_that_touch_a_figure_are_a_code_and_a_misread_letter_is_not() -> None:
    assert tokens("2024R117K GUILLEM0T").forms == ["0000", "\x01", "000", "\x01", "GUILLEM0T"]
    assert tokens("2024R117K GUILLEM0T").letters == [0, 0, 0, 0, 9]


def test_a_text_without_capitals_is_told_from_one_that_has_them() -> None:
    assert set(tokens("bonjour a tous\nmerci").styles).isdisjoint(
        tokens("Bonjour à tous\nMerci".replace("à", "a")).styles
    )


@given(st.text())
@example("\n\n\n")
@example("a" * 10_000)
@example("A1" * 5_000)
@example("-" * 10_000)
@example(" \t \n" * 3_000)
def test_any_text_gives_a_likelihood_for_each_token(text: str) -> None:
    ascii_text = fold(text).text
    found = tokens(ascii_text)
    assert all(
        0 <= start < end <= len(ascii_text) for start, end in zip(found.starts, found.ends, strict=True)
    )
    assert found.starts == sorted(found.starts)
    told = tagger().probabilities(found)
    assert told.shape == (len(found.forms), len(KINDS))
    assert np.allclose(told.sum(axis=1), 1.0, atol=1e-4)
    assert np.array_equal(told, tagger().probabilities(found))


@given(
    st.lists(st.sampled_from(["Mme", "Benali", "rue", "Hugo", ",", "\n", "maire", "Zoé", "12"]), max_size=40)
)
def test_what_was_read_before_changes_nothing(words: list[str]) -> None:
    found = tokens(fold(" ".join(words)).text)
    first = tagger().probabilities(found)
    tagger().probabilities(tokens("Tout autre chose, de Karim Benali."))
    assert np.array_equal(first, tagger().probabilities(found))


def test_a_text_with_more_words_than_are_kept_is_read_all_the_same() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = [a + b + c for a in letters for b in letters for c in letters]
    assert len(words) > 16_384
    many = tokens(" ".join(words))
    assert tagger().probabilities(many).shape == (len(words), len(KINDS))
    assert likely("Mme Benali est venue.", "Benali")[PRIVATE] > 0.9


def test_a_word_is_read_with_its_neighbours_wherever_a_long_text_is_cut() -> None:
    sentence = "Le dossier de Mme Awa Keita est complet, écrit M. le maire Hubert Roux.\n"
    once = len(tokens(fold(sentence).text).forms)
    alone = tagger().probabilities(tokens(fold(sentence * 9).text))[4 * once : 5 * once]
    long = tagger().probabilities(tokens(fold(sentence * 200).text))
    assert len(long) > 3000
    for number in range(4, 195):
        assert np.allclose(long[number * once : (number + 1) * once], alone, atol=1e-5), number


def test_threads_agree() -> None:
    texts = [fold(f"Mme Nom{number} a vu Karim Benali{number % 7}.").text for number in range(200)]
    alone = [tagger().probabilities(tokens(text)) for text in texts]
    together: dict[int, np.ndarray] = {}

    def read(first: int) -> None:
        for at in range(first, len(texts), 4):
            together[at] = tagger().probabilities(tokens(texts[at]))

    threads = [threading.Thread(target=read, args=(first,)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(alone[at], together[at]) for at in range(len(texts)))
