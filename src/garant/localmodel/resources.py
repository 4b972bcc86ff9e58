"""How much of this machine the local model may take."""

import os
from dataclasses import dataclass
from pathlib import Path

from garant.localmodel.errors import ModelMemoryLow
from garant.localmodel.progress import size

# Measured on the small local model (1.12 GB on the disk): 2.0 GB resident with 8192 tokens of context, of
# which 1.1 GB is the mapped file, which the kernel may drop and read again.
_LEAST_BYTES = 400_000_000  # beside the file
_CONTEXTS = ((8192, 1_500_000_000), (4096, 900_000_000), (2048, _LEAST_BYTES))


@dataclass(frozen=True, slots=True)
class Share:
    """What the server gets: threads, tokens of context (for all its slots together), requests at once."""

    threads: int
    context: int
    slots: int


def share(file_bytes: int, *, cores: int | None = None, available: int | None = None) -> Share:
    """One core stays free for the pages: the threads of the model spin. ModelMemoryLow where it cannot fit."""
    cores = cores if cores is not None else len(os.sched_getaffinity(0))
    available = available if available is not None else memory_available()
    slots = 2 if cores <= 4 else 4
    for context, beside in _CONTEXTS:
        if available >= file_bytes + beside:
            return Share(max(1, cores - 1), context, slots)
    raise ModelMemoryLow(needed=size(file_bytes + _LEAST_BYTES), free=size(available))


def memory_available(proc: Path = Path("/proc/meminfo"), cgroup: Path = Path("/sys/fs/cgroup")) -> int:
    """Bytes that a new process can have without swapping: the machine's, or the container's if that is less.

    A machine that does not say (not Linux) is taken to have enough: the server then finds out.
    """
    try:
        fields = dict(line.split(":", 1) for line in proc.read_text(encoding="ascii").splitlines())
        available = int(fields["MemAvailable"].split()[0]) * 1024
    except (OSError, ValueError, KeyError):
        return 1 << 40
    try:
        limit = int((cgroup / "memory.max").read_text(encoding="ascii"))
        used = int((cgroup / "memory.current").read_text(encoding="ascii"))
        available = min(available, max(0, limit - used))
    except (OSError, ValueError):  # no cgroup v2 here, or "max"
        pass
    return available
