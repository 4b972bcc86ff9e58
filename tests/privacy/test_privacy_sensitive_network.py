"""The network that reads sentences: what it is given, what it gives back."""

import threading
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.privacy.conftest import statements

from garant.privacy import Label
from garant.privacy.folded import fold
from garant.privacy.sensitive.finding import PART, lexicon_hits, parts
from garant.privacy.sensitive.network import GROUPS, Memory, Part, network
from garant.privacy.tagger import tokens

TOLD = "Mme Kerlo est suivie pour un diabète."
ORDINARY = "La salle des fêtes ouvre à neuf heures."


def cut(text: str) -> list[Part]:
    folded = fold(text)
    return [part for _, _, part in parts(folded, tokens(folded.text), lexicon_hits(folded))]


def test_sentences_are_ranges_of_tokens_in_order() -> None:
    (part,) = cut(f"{TOLD} {ORDINARY}\n\n{TOLD}")
    assert len(part.sentences) == 3
    assert all(start < end for start, end in part.sentences)
    assert all(end <= start for (_, end), (start, _) in zip(part.sentences, part.sentences[1:], strict=False))


def test_words_of_the_lists_are_where_they_stand() -> None:
    (part,) = cut(f"{ORDINARY} {TOLD}")
    named = {part.forms[at] for first, after, group in part.hits for at in range(first, after)}
    assert "diabete" in named
    assert {group for _, _, group in part.hits} <= set(GROUPS.values())
    assert "salle" not in named


def test_a_long_text_is_read_in_parts_of_whole_sentences() -> None:
    read = cut(f"{ORDINARY} " * 300)
    assert len(read) > 1
    assert sum(len(part.sentences) for part in read) == 300
    assert all(len(part.forms) <= PART + 20 for part in read)


def test_a_sentence_without_end_is_read_all_the_same() -> None:
    assert cut("mot " * 3000)


def test_a_text_without_words_says_nothing() -> None:
    assert statements("…") == ()
    assert statements("12 ; 14\n\n--") == ()


def test_the_words_that_tell_stand_in_their_sentence() -> None:
    read = network().read(cut(f"{ORDINARY} {TOLD}"))
    label = list(dict.fromkeys(label for label, _ in GROUPS)).index(Label.SENSITIVE_HEALTH)
    (start, end) = cut(f"{ORDINARY} {TOLD}")[0].sentences[1]
    (told,) = read.telling([(1, label)])
    assert told
    assert all(0 <= at < end - start for at in told)


NETWORKS, WIDTH, SIZE = 2, 6, 4


def drawn() -> dict[str, NDArray[Any]]:
    chance = np.random.default_rng(5)
    return {
        "memory": chance.integers(-127, 128, (NETWORKS, WIDTH, 4 * SIZE), np.int8),
        "memory_step": np.full((NETWORKS, 1, 4 * SIZE), 0.01, np.float32),
        "memory_bias": chance.normal(size=(NETWORKS, 4 * SIZE)).astype(np.float32),
    }


@pytest.mark.parametrize("number", [1, 2, 17])
def test_the_memory_is_a_gated_unit_over_the_sentences_in_both_directions(number: int) -> None:
    weights = drawn()
    sentences = np.random.default_rng(6).normal(size=(number, NETWORKS, WIDTH)).astype(np.float32)
    remembered = Memory(weights).over(sentences, [number])
    for at in range(NETWORKS):
        given = sentences[:, at] @ (weights["memory"][at] * 0.01) + weights["memory_bias"][at]
        for direction, order in enumerate((range(number), range(number - 1, -1, -1))):
            state = np.zeros(SIZE)
            for sentence in order:
                keep, add = np.split(given[sentence, 2 * SIZE * direction : 2 * SIZE * (direction + 1)], 2)
                share = 1 / (1 + np.exp(-keep))
                state = share * state + (1 - share) * np.tanh(add)
                mine = remembered[sentence, at, SIZE * direction : SIZE * (direction + 1)]
                assert np.allclose(mine, state, atol=1e-4)


def test_what_was_read_before_changes_nothing() -> None:
    before = statements(TOLD)
    statements("Un tout autre texte, avec d’autres mots : ornithorynque, péniche, zinc. " * 40)
    assert statements(TOLD) == before


def test_threads_read_the_same() -> None:
    expected = statements(f"{TOLD} {ORDINARY}")
    read: list[object] = []
    threads = [
        threading.Thread(target=lambda: read.append(statements(f"{TOLD} {ORDINARY}"))) for _ in range(4)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert read == [expected] * 4


@pytest.mark.parametrize("text", [TOLD, TOLD.upper(), TOLD.lower(), TOLD.replace("è", "e")])
def test_it_is_told_however_it_is_written(text: str) -> None:
    assert Label.SENSITIVE_HEALTH in {each.label for each in statements(text)}


def test_the_words_are_ranges_of_the_original_text() -> None:
    text = f"Ré\u0301sumé. {TOLD}"
    (said,) = (each for each in statements(text) if each.label is Label.SENSITIVE_HEALTH)
    assert text[said.start : said.end] == TOLD
    assert "diabète" in {text[start:end] for start, end in said.words}
