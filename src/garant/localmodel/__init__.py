"""The model that answers: which one, fetched if need be, served by a child process, and how far it is.

`choose` says which; `ModelSupervisor` brings it up; the pages read `read_progress(state)`.
"""

from garant.localmodel.assembly import fetch, fetched
from garant.localmodel.bar import ModelBar
from garant.localmodel.choice import KEY_VARIABLE, Choice, Kind, choose
from garant.localmodel.facts import LocalModel, local_model
from garant.localmodel.progress import NOTHING, Progress, State, read_progress, size
from garant.localmodel.supervisor import ModelSupervisor

__all__ = [
    "KEY_VARIABLE",
    "NOTHING",
    "Choice",
    "Kind",
    "LocalModel",
    "ModelBar",
    "ModelSupervisor",
    "Progress",
    "State",
    "choose",
    "fetch",
    "fetched",
    "local_model",
    "read_progress",
    "size",
]
