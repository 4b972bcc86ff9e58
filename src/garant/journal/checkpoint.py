"""A checkpoint: how many entries the journal held and the root of their tree, signed, to be kept elsewhere.

The forms are those of C2SP: tlog-checkpoint for the text, signed-note with an Ed25519 key around it. Whoever kept one
can tell later whether an entry that it covers was changed, removed or added since.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from garant.journal.errors import CheckpointInvalid

_ED25519 = b"\x01"
_SIGNED_BY = "— "


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What is signed. `origin` names the log, once for all its checkpoints."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{_written(self.root)}\n"


@dataclass(frozen=True, slots=True)
class CheckpointKey:
    """The public half: who has it checks, and signs nothing."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + _ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        """The form of C2SP: name, id and key, on one line."""
        return f"{self.name}+{self.id.hex()}+{_written(_ED25519 + self.public)}"


def public_key(name: str, secret: bytes) -> CheckpointKey:
    """The key to publish, of a secret of 32 bytes."""
    public = _private(secret).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return CheckpointKey(name, public)


def read_key(line: str) -> CheckpointKey:
    """The key of its line. CheckpointInvalid where it is none."""
    try:
        name, id_, rest = line.strip().split("+", 2)
        held = base64.b64decode(rest, validate=True)
        found = CheckpointKey(name, held[1:])
    except (ValueError, binascii.Error) as error:
        raise CheckpointInvalid(problem="ce n’est pas une clé de points de contrôle") from error
    if held[:1] != _ED25519 or len(found.public) != 32 or found.id.hex() != id_:
        raise CheckpointInvalid(problem="ce n’est pas une clé de points de contrôle")
    return found


def sign(checkpoint: Checkpoint, secret: bytes) -> str:
    """The signed note."""
    key = public_key(checkpoint.origin, secret)
    signature = _private(secret).sign(checkpoint.text.encode())
    return f"{checkpoint.text}\n{_SIGNED_BY}{key.name} {_written(key.id + signature)}\n"


def open_note(note: str, key: CheckpointKey) -> Checkpoint:
    """The checkpoint of a note that this key signed; CheckpointInvalid for any other. Lines of other keys are left."""
    text, _, signatures = note.replace("\r\n", "\n").rpartition("\n\n")
    if not text:
        raise CheckpointInvalid(problem="il n’a pas la forme d’un point de contrôle")
    text += "\n"
    if not any(_signs(line, text, key) for line in signatures.splitlines()):
        raise CheckpointInvalid(problem="sa signature n’est pas celle de cette clé")
    try:
        origin, size, root = text.splitlines()[:3]
        return Checkpoint(origin, int(size), base64.b64decode(root, validate=True))
    except (ValueError, binascii.Error) as error:
        raise CheckpointInvalid(problem="il n’a pas la forme d’un point de contrôle") from error


def _signs(line: str, text: str, key: CheckpointKey) -> bool:
    if not line.startswith(f"{_SIGNED_BY}{key.name} "):
        return False
    try:
        held = base64.b64decode(line.rsplit(" ", 1)[1], validate=True)
    except binascii.Error:
        return False
    if held[:4] != key.id:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(held[4:], text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def _private(secret: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(secret)


def _written(octets: bytes) -> str:
    return base64.b64encode(octets).decode()
