"""The server process of the local model, as its parent sees it."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from garant.localmodel.resources import Share
from garant.localmodel.serve import KEY_VARIABLE


@dataclass(frozen=True, slots=True)
class Served:
    """What to serve and where: everything that the child is told."""

    path: Path
    alias: str
    port: int
    share: Share
    key: str


class Child:
    """A started server. It dies with the thread that started it: keep that thread."""

    def __init__(self, served: Served, environ: Mapping[str, str]) -> None:
        share = served.share
        # The key goes by the environment, which only our own user can read; a command line is public.
        self._process = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
            [
                *(sys.executable, "-P", "-m", "garant.localmodel.serve", "--model", str(served.path)),
                *("--alias", served.alias, "--port", str(served.port), "--threads", str(share.threads)),
                *("--context", str(share.context), "--slots", str(share.slots), "--parent", str(os.getpid())),
            ],
            env={**environ, KEY_VARIABLE: served.key},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C in the terminal is for the parent, which stops us in order
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def word(self, seconds: float) -> str | None:
        """The next word that the child says, "" if it has ended, None if it stays silent for so long."""
        pipe = self._process.stdout
        assert pipe is not None
        if not select.select([pipe], [], [], seconds)[0]:
            return None
        return pipe.readline().decode("utf-8", "replace").partition(" ")[0].strip()

    def end(self) -> str:
        """Why it ended, for people; waits for it."""
        status = self._process.wait()
        if status < 0:
            return f"signal {signal.Signals(-status).name}" if -status in set(signal.Signals) else str(status)
        return f"code {status}"

    def stop(self) -> None:
        """At once: it keeps nothing that a kill could harm."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()
