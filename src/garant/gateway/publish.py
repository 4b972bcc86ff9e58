"""A snapshot as a signed file: how the control plane hands the gateway what it applies.

The file is `{"format", "content", "signature"}`; the signature (Ed25519, base64) covers the canonical JSON of
the content: keys sorted, no spaces, UTF-8. Charters travel as their resolved YAML text and are compiled again
by the reader, so that what is applied is what is signed. The gateway holds the public key alone.
"""

import base64
import os
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from garant.charter import Policy, compile_policy, load_text
from garant.footprint import Parameters
from garant.gateway.errors import (
    SnapshotOlder,
    SnapshotSignatureWrong,
    SnapshotUnreadable,
    StateSecretUnreadable,
    StateUnwritable,
)
from garant.gateway.snapshot import ApiKey, Closing, Person, Snapshot, System
from garant.privacy import Own
from garant.words import DataClass, GarantError, Zone

SNAPSHOT_FILE = "snapshot.json"
PRIVATE_KEY_FILE = "snapshot.key"
PUBLIC_KEY_FILE = "snapshot.pub"
_FORMAT = "garant-snapshot/1"
# Signed together with the content, so that a signature of ours for another purpose never fits.
_PURPOSE = b"garant-snapshot/1\n"


def signing_key(directory: Path) -> Ed25519PrivateKey:
    """The control plane's key, made with its public half at its first use (`snapshot.key`, `snapshot.pub`)."""
    path = directory / PRIVATE_KEY_FILE
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            key = Ed25519PrivateKey.generate()
            pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            write_atomically(path, pem)
        raw = path.read_bytes()
    except OSError as error:
        raise StateUnwritable(path=str(path), reason=error.strerror or "") from error
    try:
        loaded = load_pem_private_key(raw, password=None)
    except ValueError as error:
        raise StateSecretUnreadable(path=str(path)) from error
    if not isinstance(loaded, Ed25519PrivateKey):
        raise StateSecretUnreadable(path=str(path))
    public = loaded.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    try:
        if not (directory / PUBLIC_KEY_FILE).exists():
            write_atomically(directory / PUBLIC_KEY_FILE, public)
    except OSError as error:
        raise StateUnwritable(path=str(directory / PUBLIC_KEY_FILE), reason=error.strerror or "") from error
    return loaded


def verifying_key(directory: Path) -> Ed25519PublicKey:
    """The public half, which is all that a gateway needs."""
    path = directory / PUBLIC_KEY_FILE
    try:
        loaded = load_pem_public_key(path.read_bytes())
    except (OSError, ValueError) as error:
        raise StateSecretUnreadable(path=str(path)) from error
    if not isinstance(loaded, Ed25519PublicKey):
        raise StateSecretUnreadable(path=str(path))
    return loaded


def write_snapshot(snapshot: Snapshot, directory: Path, private_key: Ed25519PrivateKey) -> Path:
    """Publishes a snapshot. Raises SnapshotOlder where its version is not above the published one.

    Every policy needs its charter's text in `snapshot.charters`: it is the text that travels.
    """
    if set(snapshot.policies) != set(snapshot.charters):
        raise ValueError("every policy of a published snapshot needs its charter's text, and the reverse")
    path = directory / SNAPSHOT_FILE
    if path.exists():
        try:
            published = read_snapshot(directory, private_key.public_key())
        except (SnapshotUnreadable, SnapshotSignatureWrong):
            published = None  # not ours to respect: the new one takes its place
        if published is not None and snapshot.version <= published.version:
            raise SnapshotOlder(version=snapshot.version, current=published.version)
    content = _content(snapshot)
    signature = private_key.sign(_PURPOSE + _canonical(content))
    document = {
        "format": _FORMAT,
        "content": content,
        "signature": base64.b64encode(signature).decode(),
    }
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(path, _canonical(document))
    except OSError as error:
        raise StateUnwritable(path=str(path), reason=error.strerror or "") from error
    return path


def read_snapshot(directory: Path, public_key: Ed25519PublicKey) -> Snapshot:
    """The published snapshot. Raises SnapshotUnreadable, SnapshotSignatureWrong."""
    try:
        raw = (directory / SNAPSHOT_FILE).read_bytes()
    except OSError as error:
        raise SnapshotUnreadable(file=SNAPSHOT_FILE) from error
    return read_document(raw, public_key, file=SNAPSHOT_FILE)


def read_document(raw: bytes, public_key: Ed25519PublicKey, *, file: str) -> Snapshot:
    """The snapshot in these bytes; `file` names them in errors. Nothing of them is read before the signature fits."""
    try:
        document = orjson.loads(raw)
        content, signature = document["content"], base64.b64decode(document["signature"], validate=True)
        if document["format"] != _FORMAT:
            raise SnapshotUnreadable(file=file)
        signed = _PURPOSE + _canonical(content)
    except (ValueError, TypeError, KeyError) as error:
        raise SnapshotUnreadable(file=file) from error
    try:
        public_key.verify(signature, signed)
    except InvalidSignature as error:
        raise SnapshotSignatureWrong(file=file) from error
    try:
        return _snapshot(content)
    except (ValueError, TypeError, KeyError, AttributeError, GarantError) as error:
        raise SnapshotUnreadable(file=file) from error


def write_atomically(path: Path, content: bytes) -> None:
    """The whole content or the file as it was; 0600; on the disk when this returns. Raises OSError."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _canonical(value: object) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def _content(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "version": snapshot.version,
        "published_at": snapshot.published_at.isoformat(),
        "charters": dict(snapshot.charters),
        "systems": [_system(system) for system in snapshot.systems],
        "keys": [
            {
                "hash": key.hash,
                "organisation": key.organisation,
                "person": key.person,
                "speaks_for": key.speaks_for,
                "acknowledged": key.acknowledged,
                "systems": None if key.systems is None else sorted(key.systems),
                "expires_at": None if key.expires_at is None else key.expires_at.isoformat(),
                "use": key.use,
            }
            for key in snapshot.keys
        ],
        "people": [
            {
                "id": person.id,
                "organisation": person.organisation,
                "acknowledged": person.acknowledged,
                "active": person.active,
            }
            for person in snapshot.people
        ],
        "own": {organisation: own.to_mapping() for organisation, own in snapshot.own.items()},
    }


def _system(system: System) -> dict[str, Any]:
    return {
        "id": system.id,
        "organisation": system.organisation,
        "model": system.model,
        "name": system.name,
        "zone": system.zone.value,
        "level": system.level,
        "url": system.url,
        "upstream_model": system.upstream_model,
        "host": system.host,
        "country": system.country,
        "key_env": system.key_env,
        "allowed_classes": None
        if system.allowed_classes is None
        else sorted(data.value for data in system.allowed_classes),
        "reroute_target": system.reroute_target,
        "approved": system.approved,
        "footprint": None if system.footprint is None else system.footprint.to_mapping(),
        "card": system.card,
        "perimeter": None if system.perimeter is None else sorted(system.perimeter),
        "perimeter_clause": system.perimeter_clause,
        "closures": [
            {"code": each.code, "since": each.since.isoformat(), "clause": each.clause}
            for each in system.closures
        ],
    }


def _snapshot(content: Mapping[str, Any]) -> Snapshot:
    charters = {str(name): str(text) for name, text in content["charters"].items()}
    return Snapshot(
        version=content["version"],
        published_at=datetime.fromisoformat(content["published_at"]),
        policies={name: _policy(name, text) for name, text in charters.items()},
        systems=tuple(_read_system(each) for each in content["systems"]),
        keys=tuple(_read_key(each) for each in content["keys"]),
        people=tuple(Person(**each) for each in content["people"]),
        charters=charters,
        # A snapshot that an older version published says nothing of it.
        own={str(name): Own.from_mapping(lists) for name, lists in content.get("own", {}).items()},
    )


# A snapshot is published at each change of a key or a person: the charters in it are mostly the same ones.
@lru_cache(maxsize=256)
def _policy(name: str, text: str) -> Policy:
    return compile_policy(load_text(text, f"{name}.yaml"))


def _read_system(each: Mapping[str, Any]) -> System:
    allowed, footprint = each["allowed_classes"], each["footprint"]
    # A snapshot that an older version published says nothing of who may reach a system, nor of when it closes.
    perimeter = each.get("perimeter")
    return System(
        **{
            **each,
            "zone": Zone(each["zone"]),
            "allowed_classes": None if allowed is None else frozenset(DataClass(data) for data in allowed),
            "footprint": None if footprint is None else Parameters.from_mapping(footprint),
            "perimeter": None if perimeter is None else frozenset(map(str, perimeter)),
            "closures": tuple(
                Closing(closure["code"], _moment(closure["since"]), closure["clause"])
                for closure in each.get("closures", ())
            ),
        }
    )


def _read_key(each: Mapping[str, Any]) -> ApiKey:
    systems, expires = each.get("systems"), each.get("expires_at")
    return ApiKey(
        **{
            **each,
            "systems": None if systems is None else frozenset(map(str, systems)),
            "expires_at": None if expires is None else _moment(expires),
        }
    )


def _moment(text: str) -> datetime:
    """A moment that can be compared with the clock: one without its offset is nobody's."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without an offset")
    return moment
