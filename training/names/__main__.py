"""Trains the tagger and writes its weights and its card: `python -m training.names --corpora FOLDER`.

Two trainings: one without the hands apart, which gives the figures of the card, one with all, which ships.
"""

import argparse
import datetime as dt
import hashlib
import platform
from pathlib import Path

import numpy as np
import torch

from garant.privacy.tagger.model import WEIGHTS, Tagger
from training.names import network
from training.names.compare import SEED, measured_on, telling
from training.names.data import ROOT, split
from training.names.scoring import of_data, score

FOLDER = ROOT / "src" / "garant" / "privacy" / "tagger"
CARD = Path(__file__).with_name("card.md")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--corpora", type=Path, required=True, help="the folder of the public corpora (*.jsonl)"
    )
    parser.add_argument("--rounds", type=int, default=network.ROUNDS)
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--date", default=dt.datetime.now(dt.UTC).date().isoformat(), help="of the card")
    arguments = parser.parse_args()
    if not any(arguments.corpora.glob("*.jsonl")):
        parser.error(f"no *.jsonl in {arguments.corpora}")
    measured = split(arguments.corpora)
    trial = arguments.out / "trial.npz"
    network.write(network.train(measured, SEED, arguments.rounds), trial)
    rows = []
    with np.load(trial) as stored:
        tell = telling(Tagger({name: stored[name] for name in stored.files}))
    trial.unlink()
    parts = measured_on(measured)
    for name, texts in parts.items():
        figures = score((each.kinds, tell(each)) for each in texts)
        rows.append(
            f"| {name} | {figures.gold} | {figures.f1:.3f} | {figures.precision:.3f} | {figures.recall:.3f} "
            f"| {figures.public_taken} of {figures.public} |"
        )
    data_rows = [
        f"| {group} | {marked} | {precision:.3f} | {recall:.3f} |"
        for group, (marked, precision, recall) in of_data(
            (each.kinds, tell(each)) for each in parts["as written"]
        ).items()
    ]
    everything = split(arguments.corpora, everything=True)
    network.write(network.train(everything, SEED, arguments.rounds), arguments.out / WEIGHTS)
    content = (arguments.out / WEIGHTS).read_bytes()
    card = CARD.read_text(encoding="utf-8")
    for name, value in (
        ("date", arguments.date),
        ("seed", str(SEED)),
        ("rounds", str(arguments.rounds)),
        ("texts", str(len(everything.training))),
        ("apart", str(len(measured.apart))),
        ("printed", str(len(everything.printed))),
        ("size", f"{len(content) / 1e6:.2f}"),
        ("hash", hashlib.sha256(content).hexdigest()),
        ("scores", "\n".join(rows)),
        ("data", "\n".join(data_rows)),
        (
            "platform",
            f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, PyTorch {torch.__version__}",
        ),
    ):
        card = card.replace("{" + name + "}", value)
    (arguments.out / "CARD.md").write_text(card, encoding="utf-8")
    print(card)


if __name__ == "__main__":
    main()
