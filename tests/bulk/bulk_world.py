"""What these tests share: a small tree of letters, and workers that work here, in an order that a test chooses."""

import random
from collections.abc import Callable
from pathlib import Path

from garant.bulk import Collection, Options, Places, Progress, Summary
from garant.bulk.one_file import treat
from garant.bulk.outcome import Outcome, Task
from garant.bulk.workers import Finished

SECRET = b"0123456789abcdef0123456789abcdef"

LETTERS = {
    "2024/Dossier Lebrun/BENALI Karima - RSA.txt": "Madame,\nMme Karima BENALI, née le 3 mai 1980, demande le RSA.\nTél. 06 12 34 56 78\n",
    "2024/relance.txt": "Relance de Mme Karima Benali (06 12 34 56 78).\nMme Benali est suivie pour un diabète.\n",
    "2024/voisins.csv": "nom;téléphone\nRachid Benali;07 98 76 54 32\nNadia Ferrand;06 11 22 33 44\n",
    "budget.md": "# Budget 2024\n\nLe conseil municipal a voté 12 000 € pour l’école.\n",
    "note.txt": "M. Rachid BENALI et Mme Nadia Ferrand ont été reçus le 4 juin 2024.\n",
}
VALUES = (
    "benali",
    "karima",
    "rachid",
    "ferrand",
    "nadia",
    "lebrun",
    "06 12 34 56 78",
    "07 98 76 54 32",
    "06 11 22 33 44",
)


class Here:
    """Workers in this process. Outcomes come in the order that `seed` gives."""

    def __init__(self, seed: int | None = None, work: Callable[[Task], Outcome] = treat) -> None:
        self._tasks: list[Task] = []
        self._random = random.Random(seed) if seed is not None else None
        self._work = work
        self.treated: list[str] = []

    @property
    def room(self) -> int:
        return 1_000_000 if self._random is not None else 1 - len(self._tasks)

    def give(self, task: Task) -> None:
        self._tasks.append(task)

    def finished(self, seconds: float) -> list[Finished]:
        at = self._random.randrange(len(self._tasks)) if self._random is not None else 0
        task = self._tasks.pop(at)
        self.treated.append(task.relative)
        return [Finished(task, self._work(task))]

    def stop(self) -> None:
        self._tasks.clear()


def quiet(_: Progress) -> None:
    """Nobody watches."""


def treated(
    source: Path,
    out: Path,
    workers: Here | None = None,
    options: Options | None = None,
    *,
    resume: bool = False,
) -> Summary:
    """One run over `source`, from its beginning or taken up again."""
    places, options = Places.of(source, out), options or Options()
    begun = Collection.resume(places, options) if resume else Collection.begin(places, options, SECRET)
    with begun as collection:
        return collection.run(collection.look(), workers or Here(), quiet, lambda: 0.0)


def outputs(out: Path) -> dict[str, bytes]:
    """What would be handed over, and the documents' keys."""
    keys = out.with_name(f"{out.name}-cles") / "documents"
    found = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    return {name: data for name, data in found.items() if not name.startswith(".garant/")} | {
        f"clé de {path.relative_to(keys).as_posix()}": path.read_bytes()
        for path in keys.rglob("*")
        if path.is_file()
    }
