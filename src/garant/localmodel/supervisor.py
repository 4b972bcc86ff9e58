"""Brings the chosen model up in the background and keeps it up; says how far it is."""

import os
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from garant.localmodel.assembly import Tell
from garant.localmodel.assembly import fetch as fetch_model
from garant.localmodel.child import Child, Served
from garant.localmodel.choice import Choice, Kind
from garant.localmodel.errors import ModelCrashes, ModelUnloadable
from garant.localmodel.facts import local_model
from garant.localmodel.progress import NOTHING, Progress, State, write_progress
from garant.localmodel.resources import share
from garant.localmodel.waiting import WaitingRoom
from garant.words import GarantError, say, todo

_WRITE_SECONDS = 0.5  # between two writes of the progress file while nothing but the count changes
_CRASHES = 5  # in a row, without serving for _STEADY_SECONDS, before we give up
_STEADY_SECONDS = 60.0
_LONGEST_PAUSE_SECONDS = 30.0


class ModelSupervisor:
    """One per process. `start`, then `url` and `status()`; `stop()` ends the download or the server."""

    def __init__(
        self,
        choice: Choice,
        *,
        environ: Mapping[str, str] | None = None,
        fetch: Callable[[Path, Tell], Path] | None = None,
        pause: Callable[[int], float] = lambda crashes: min(2.0 ** (crashes - 1), _LONGEST_PAUSE_SECONDS),
    ) -> None:
        self.choice = choice
        self.url = choice.url
        # Of our own server; the gateway sends it, from the variable `choice.key_env`. Nobody else knows it.
        self.key = secrets.token_urlsafe(32)
        self._environ = os.environ if environ is None else environ
        self._fetch = fetch or (lambda state, tell: fetch_model(local_model(), state, tell))
        self._pause = pause
        self._state = Path()
        self._told = NOTHING
        self._written = 0.0
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, state: Path) -> None:
        """Return at once. For our own server `url` is known from here on, and answers 503 until READY."""
        self._state = state
        match self.choice.kind:
            case Kind.NONE:
                self._tell(Progress(State.OFF, 0, 0, "Garant est démarré sans modèle."))
            case Kind.GIVEN | Kind.OLLAMA:
                ready = f"Le modèle {self.choice.name} est utilisé."
                self._tell(Progress(State.READY, 0, 0, ready, self.url, self.choice.model))
            case Kind.LOCAL:
                room = WaitingRoom()
                self.url = f"http://127.0.0.1:{room.port}/v1"
                self._told = self._here(NOTHING)
                self._thread = threading.Thread(target=self._live, args=(room,), name="local-model")
                self._thread.start()

    def status(self) -> Progress:
        return self._told

    def stop(self) -> None:
        """Returns when the download or the server has ended (a second at most)."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
        self._tell(Progress(State.ABSENT, 0, 0, "Garant est arrêté, et son modèle avec lui."))

    def _live(self, room: WaitingRoom) -> None:
        try:
            try:
                path = self.choice.path or self._fetch(self._state, self._tell_or_stop)
                self._serve(path, room)
            except GarantError as error:
                self._tell(Progress(State.FAILED, 0, 0, f"{say(error)} {todo(error)}"))
                self._stopping.wait()  # the port stays ours: whoever asks there is told 503, not someone else's page
        except _Stopped:
            pass
        finally:
            room.leave()

    def _serve(self, path: Path, room: WaitingRoom) -> None:
        crashes = 0
        while not self._stopping.is_set():
            told = f"Chargement du modèle {self.choice.name}."
            self._tell(Progress(State.LOADING, 0, 0, told))
            served = Served(path, self.choice.model, room.port, share(path.stat().st_size), self.key)
            room.leave()
            child = Child(served, self._environ)
            try:
                began = time.monotonic()
                reason = self._follow(child, path)
            finally:
                child.stop()
                room.enter()
            if self._stopping.is_set():
                return
            crashes = 1 if time.monotonic() - began > _STEADY_SECONDS else crashes + 1
            if crashes >= _CRASHES:
                raise ModelCrashes(times=crashes, reason=reason)
            self._tell(Progress(State.LOADING, 0, 0, "Le serveur du modèle s’est arrêté ; il redémarre."))
            self._stopping.wait(self._pause(crashes))

    def _follow(self, child: Child, path: Path) -> str:
        """Watch one server until it ends or we are told to stop; why it ended."""
        while not self._stopping.is_set():
            match child.word(0.2):
                case "ready":
                    self._tell(Progress(State.READY, 0, 0, f"Le modèle {self.choice.name} est prêt."))
                case "unloadable":
                    raise ModelUnloadable(file=path.name)
                case "":
                    return child.end()
        return ""

    def _tell_or_stop(self, progress: Progress) -> None:
        self._tell(progress)
        if self._stopping.is_set():
            raise _Stopped

    def _tell(self, progress: Progress) -> None:
        progress = self._here(progress)
        now = time.monotonic()
        news = progress.state is not self._told.state or progress.done == progress.total
        self._told = progress
        if news or now - self._written >= _WRITE_SECONDS:
            self._written = now
            try:
                write_progress(self._state, progress)
            except OSError:
                # A full disk: the fetch says so in its own words, and `status()` has the truth in any case.
                return

    def _here(self, progress: Progress) -> Progress:
        return Progress(
            progress.state,
            progress.done,
            progress.total,
            progress.sentence,
            self.url,
            self.choice.model or None,
        )


class _Stopped(Exception):
    pass
