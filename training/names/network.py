"""The convolutional tagger: trained with PyTorch on the processor, written out for the run time in bytes."""

import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from garant.privacy.gazetteer import gazetteer
from garant.privacy.meanings import NUMBER as MEANINGS
from garant.privacy.tagger.features import (
    ENDINGS,
    FREQUENCIES,
    KINDS,
    PREFIXES,
    SHAPES,
    SUFFIXES,
    Features,
    features,
)
from garant.privacy.tagger.model import CLASSES, FAR, LAST, NEAR
from garant.privacy.tagger.tokens import STYLES
from training import layers
from training.meanings.source import vectors
from training.names.data import Split, as_written, texts_of_round, vocabulary, word_lists
from training.names.examples import Example
from training.names.scoring import Score, score
from training.names.templates import MAY_BE, Kind

DIM = 64  # of what is known of a word
WIDTH = 96  # of each layer
ROUNDS = 14
BATCH_TOKENS = 6000
RATE = 3e-3
FORGOTTEN_WORD = 0.12  # share of tokens whose own vector is hidden in training: context must do
FORGOTTEN_NAME = 0.12  # share whose frequency as a name is hidden: no list knows them
FORGOTTEN_LETTERS = 0.3  # share whose beginnings and endings are hidden
FORGOTTEN_MEANING = 0.2  # share whose group of like words is hidden
DROPPED = 0.25
PUBLIC_WEIGHT = 2.0  # of what is rare, and costly to miss
_COLUMNS = len(Features._fields)
_MEANING = Features._fields.index("meaning")


class Network(nn.Module):
    def __init__(self, words: list[str]) -> None:
        super().__init__()
        self.words = {word: at for at, word in enumerate(words, 1)}
        lists = list(word_lists().values())
        member = torch.zeros(len(words) + 1, len(lists))
        for column, each in enumerate(lists):
            for word in each:
                if word in self.words:
                    member[self.words[word], column] = 1.0
        self.register_buffer("member", member)
        self.lists = nn.Parameter(torch.randn(len(lists), DIM) * 0.1)
        sizes = (len(words) + 1, SHAPES, FREQUENCIES, KINDS, SUFFIXES, ENDINGS, PREFIXES)
        self.tables = nn.ModuleList(nn.Embedding(size, DIM) for size in sizes)
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.1)
        nn.init.zeros_(self.tables[0].weight[0])
        self.register_buffer("vectors", torch.from_numpy(vectors()))
        assert len(self.vectors) == MEANINGS + 1
        self.meaning = nn.Linear(self.vectors.shape[1], DIM, bias=False)
        self.near = nn.Linear(DIM * len(NEAR), WIDTH)
        self.style = nn.Embedding(STYLES, WIDTH)
        nn.init.normal_(self.style.weight, std=0.05)
        self.far = nn.Linear(WIDTH * len(FAR), WIDTH)
        self.last = nn.Linear(WIDTH * len(LAST), WIDTH)
        self.out = nn.Linear(WIDTH, CLASSES)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, facts: Tensor, styles: Tensor, real: Tensor) -> Tensor:
        """facts: texts × tokens × `_COLUMNS`; real: 1 for a token, 0 for what fills the batch up."""
        words = self.tables[0].weight + self.member @ self.lists
        known = words[facts[..., 0]]
        for column, table in enumerate(self.tables):
            if column:
                known = known + table(facts[..., column])
        groups, places = facts[..., _MEANING].unique(return_inverse=True)
        known = known + self.meaning(self.vectors[groups])[places]
        known = self.drop(known * real)
        hidden = torch.relu(self.near(_spread(known, NEAR)) + self.style(styles)) * real
        hidden = torch.relu(self.far(_spread(self.drop(hidden), FAR))) * real
        hidden = torch.relu(self.last(_spread(self.drop(hidden), LAST)))
        return self.out(hidden)


def _spread(hidden: Tensor, offsets: tuple[int, ...]) -> Tensor:
    reach = max(offsets)
    padded = nn.functional.pad(hidden, (0, 0, reach, reach))
    size = hidden.shape[1]
    return torch.cat([padded[:, reach + offset : reach + offset + size] for offset in offsets], dim=2)


class Encoder:
    """Forms as row numbers, each worked out once."""

    def __init__(self, words: dict[str, int]) -> None:
        self._words = words
        self._known: dict[str, tuple[int, ...]] = {}

    def rows(self, forms: Sequence[str]) -> np.ndarray:
        known = self._known
        for form in forms:
            if form not in known:
                facts = features(form, gazetteer())
                known[form] = (self._words.get(facts.word, 0), *facts[1:])
        return np.array([known[form] for form in forms], np.int64)


def batches(
    examples: list[Example], encoder: Encoder, chance: random.Random | None
) -> list[tuple[Tensor, ...]]:
    """Texts of like length together."""
    encoded = [(encoder.rows(e.tokens.forms), np.array(e.tokens.styles), np.array(e.kinds)) for e in examples]
    encoded = [
        tuple(part[at : at + 512] for part in each) for each in encoded for at in range(0, len(each[2]), 512)
    ]
    encoded.sort(key=lambda each: len(each[2]))
    made = []
    group: list = []
    for each in [*encoded, None]:
        if group and (each is None or (len(group) + 1) * len(each[2]) > BATCH_TOKENS):
            longest = len(group[-1][2])
            facts = np.zeros((len(group), longest, _COLUMNS), np.int64)
            styles = np.zeros((len(group), longest), np.int64)
            kinds = np.full((len(group), longest), -1, np.int64)
            for row, (f, s, k) in enumerate(group):
                facts[row, : len(k)], styles[row, : len(k)], kinds[row, : len(k)] = f, s, k
            made.append((torch.from_numpy(facts), torch.from_numpy(styles), torch.from_numpy(kinds)))
            group = []
        if each is not None:
            group.append(each)
    if chance:
        chance.shuffle(made)
    return made


_ALLOWED = torch.full((len(Kind), CLASSES), -1e9)
for _kind in Kind:
    _ALLOWED[_kind, list(MAY_BE.get(_kind, (_kind,)))] = 0.0


def loss_of(scores: Tensor, kinds: Tensor) -> Tensor:
    """Where more than one answer is right, any of them."""
    logs = torch.log_softmax(scores, dim=-1)
    each = -torch.logsumexp(logs + _ALLOWED[kinds.clamp(min=0)], dim=-1)
    weight = (kinds >= 0).float() + (PUBLIC_WEIGHT - 1) * (kinds == Kind.PUBLIC).float()
    return (each * weight).sum() / weight.sum()


def train(data: Split, seed: int, rounds: int = ROUNDS, *, say: bool = True) -> Network:
    torch.manual_seed(seed)
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(1)  # sums in one order; and no waiting on shared processors
    chance = random.Random(seed)
    network = Network(vocabulary(data))
    encoder = Encoder(network.words)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.01)
    averaged = torch.optim.swa_utils.AveragedModel(network)  # of the last rounds: steadier than the last step
    for number in range(rounds):
        started = time.perf_counter()
        made = batches(texts_of_round(data, seed * 1000 + number), encoder, chance)
        network.train()
        total = 0.0
        for at, (facts, styles, kinds) in enumerate(made):
            progress = (number + at / len(made)) / rounds
            for group in optimiser.param_groups:
                group["lr"] = RATE * min(1.0, 20 * progress + 0.05) * (1 - progress) ** 0.7
            real = (kinds >= 0).unsqueeze(-1).float()
            facts = facts.clone()
            facts[..., 0] *= torch.rand(kinds.shape) >= FORGOTTEN_WORD
            facts[..., 2] *= torch.rand(kinds.shape) >= FORGOTTEN_NAME
            facts[..., 4:_MEANING] *= (torch.rand(kinds.shape) >= FORGOTTEN_LETTERS).unsqueeze(-1)
            facts[..., _MEANING] *= torch.rand(kinds.shape) >= FORGOTTEN_MEANING
            loss = loss_of(network(facts, styles, real), kinds)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimiser.step()
            total += float(loss.detach())
            if number >= rounds // 2 and at % 10 == 0:
                averaged.update_parameters(network)
        if say:
            print(
                f"round {number + 1}: loss {total / len(made):.4f}, {time.perf_counter() - started:.0f} s",
                flush=True,
            )
            for name, part in (("apart", data.apart), ("cases", data.cases)):
                print(f"  {name:<6} {measured(network, encoder, as_written(part))}", flush=True)
    network = averaged.module
    network.eval()
    if say:
        for name, part in (("apart", data.apart), ("cases", data.cases)):
            print(f"  {name:<6} {measured(network, encoder, as_written(part))}  averaged", flush=True)
    return network


def measured(network: Network, encoder: Encoder, examples: list[Example]) -> Score:
    return score((each.kinds, told(network, encoder, each)) for each in examples)


def told(network: Network, encoder: Encoder, one: Example) -> list[int]:
    network.eval()
    with torch.no_grad():
        facts = torch.from_numpy(encoder.rows(one.tokens.forms))[None]
        scores = network(facts, torch.tensor(one.tokens.styles)[None], torch.ones(1, len(one.kinds), 1))
    return [int(kind) for kind in scores[0].argmax(-1)]


def write(network: Network, path: Path) -> None:
    """In bytes; the same network, the same file."""
    parts: layers.Parts = {}
    layers.keep(parts, "word", network.tables[0].weight + network.member @ network.lists, 1)
    layers.keep_tables(parts, list(network.tables)[1:])
    layers.keep(parts, "meaning", network.meaning(network.vectors), 1)
    layers.keep(parts, "near", layers.by_neighbour(network.near, len(NEAR)), 0)
    layers.keep(parts, "style", network.style.weight, 1)
    for name in ("far", "last", "out"):
        layers.keep(parts, name, getattr(network, name).weight.T, 0)
    for name in ("near", "far", "last", "out"):
        parts[f"{name}_bias"] = getattr(network, name).bias.detach().numpy().astype(np.float32)
    layers.write(parts, list(network.words), path)
