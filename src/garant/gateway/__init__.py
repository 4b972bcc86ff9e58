"""The data plane: an OpenAI-compatible gateway that applies a charter to every request. Knows no Django."""

from garant.gateway.app import build_app
from garant.gateway.engine import Settings
from garant.gateway.keys import hash_of, new_key
from garant.gateway.opening import app_of_state
from garant.gateway.publish import read_snapshot, signing_key, verifying_key, write_snapshot
from garant.gateway.snapshot import ApiKey, Closing, Person, Snapshot, System
from garant.gateway.sources import FileSource, FixedSource, Source
from garant.gateway.systems import load_systems
from garant.gateway.upstream import HttpUpstream, Patience, Upstream

__all__ = [
    "ApiKey",
    "Closing",
    "FileSource",
    "FixedSource",
    "HttpUpstream",
    "Patience",
    "Person",
    "Settings",
    "Snapshot",
    "Source",
    "System",
    "Upstream",
    "app_of_state",
    "build_app",
    "hash_of",
    "load_systems",
    "new_key",
    "read_snapshot",
    "signing_key",
    "verifying_key",
    "write_snapshot",
]
