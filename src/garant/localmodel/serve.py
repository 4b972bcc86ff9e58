"""The model server: `python -m garant.localmodel.serve`, a child of the supervisor, never started by hand.

xllamacpp's OpenAI-compatible server on 127.0.0.1, with a key that only the parent knows: another user of this
machine must not go round the charter by talking to the model directly. While it loads it answers 503.

Its standard output says one word, `ready` or `unloadable`. All else that the server would print is thrown
away: on a malformed request it quotes the words of a person.
"""

import argparse
import ctypes
import os
import signal
import threading
from collections.abc import Callable, Sequence

KEY_VARIABLE = "GARANT_LOCAL_MODEL_KEY"
UNLOADABLE = 3  # exit status

_PR_SET_PDEATHSIG = 1
_LONGEST_ANSWER = (
    2048  # tokens, where the request sets no limit: a small model may otherwise loop for minutes
)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    parser.add_argument("--alias", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--context", type=int, required=True)
    parser.add_argument("--slots", type=int, required=True)
    parser.add_argument("--parent", type=int, required=True)
    asked = parser.parse_args(argv)
    say = _keep_only_our_words()
    _die_with(asked.parent)
    os.nice(5)  # pages come first
    key = os.environ.pop(KEY_VARIABLE)

    import xllamacpp

    settings = xllamacpp.CommonParams()
    settings.model.path = asked.model
    settings.model_alias = {asked.alias}
    settings.hostnames = ["127.0.0.1"]
    settings.port = asked.port
    settings.api_keys = [key]
    settings.cors_origins = ""
    settings.ui = False
    settings.endpoint_slots = False  # it would show the words of the requests
    settings.endpoint_props = False
    settings.n_ctx = asked.context
    settings.n_parallel = asked.slots
    settings.kv_unified = True  # the slots share the context, and one may use all of it
    settings.n_predict = _LONGEST_ANSWER
    settings.cache_ram_mib = 256
    settings.cpuparams.n_threads = asked.threads
    settings.cpuparams_batch.n_threads = asked.threads
    settings.sampling.temp = 0.3  # where the request does not say: summaries should keep to their text
    settings.verbosity = 0
    try:
        server = xllamacpp.Server(settings)  # returns once the model is loaded
    except RuntimeError:
        say("unloadable")
        return UNLOADABLE
    say(f"ready {server.listening_address}")
    threading.Event().wait()
    return 0


def _keep_only_our_words() -> Callable[[str], None]:
    """Move standard output aside for us; whatever native code prints goes nowhere."""
    ours = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)

    def say(word: str) -> None:
        os.write(ours, f"{word}\n".encode())

    return say


def _die_with(parent: int) -> None:
    """No orphan keeps 2 GB: the kernel kills us with our parent, even with kill -9, even while we load."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before the line above
        os._exit(0)


if __name__ == "__main__":
    raise SystemExit(main())
