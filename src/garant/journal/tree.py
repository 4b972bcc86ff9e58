"""The Merkle tree of RFC 6962, grown leaf by leaf: what is kept of it is one hash for each of its perfect parts.

The leaves are those of the journal's lines (`leaf_of`). A proof says that a larger tree only added to a smaller one.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_NODE = b"\x01"
EMPTY = hashlib.sha256(b"").digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """A tree of `size` leaves, as the roots of its perfect parts, the largest first."""

    size: int = 0
    roots: tuple[bytes, ...] = ()

    def add(self, leaf: bytes) -> "Frontier":
        """With one leaf more."""
        roots, carried, rest = list(self.roots), leaf, self.size
        while rest & 1:
            carried = node(roots.pop(), carried)
            rest >>= 1
        return Frontier(self.size + 1, (*roots, carried))

    @property
    def root(self) -> bytes:
        """The hash of the whole tree."""
        if not self.roots:
            return EMPTY
        whole = self.roots[-1]
        for part in reversed(self.roots[:-1]):
            whole = node(part, whole)
        return whole


def node(left: bytes, right: bytes) -> bytes:
    """The hash of two parts."""
    return hashlib.sha256(_NODE + left + right).digest()


def grown(before: Frontier, leaves: Iterable[bytes]) -> Frontier:
    """The tree once these leaves were added."""
    after = before
    for leaf in leaves:
        after = after.add(leaf)
    return after


def consistency(before: Frontier, leaves: Sequence[bytes]) -> tuple[bytes, ...]:
    """The proof that the tree of `before` with these leaves more only adds to it (RFC 6962, 2.1.2).

    It is made from what is kept of the smaller tree and from the new leaves alone.
    """
    size = before.size + len(leaves)
    if not before.size or not leaves:
        return ()
    known = _spans(before)
    return tuple(_subproof(before.size, 0, size, known, leaves, before.size, whole=True))


def is_consistent(size: int, root: bytes, larger: int, larger_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether this proof shows that the larger tree only added to the smaller one (RFC 9162, 2.1.4.2)."""
    if not 0 < size < larger or not proof:
        return size == larger and root == larger_root and not proof
    path = [root, *proof] if size & (size - 1) == 0 else list(proof)
    at, last = size - 1, larger - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    first = second = path[0]
    for each in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            first, second = node(each, first), node(each, second)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            second = node(second, each)
        at, last = at >> 1, last >> 1
    return first == root and second == larger_root and last == 0


def _spans(tree: Frontier) -> dict[tuple[int, int], bytes]:
    """Where each perfect part stands: (first leaf, one past the last) → its hash."""
    found, start, parts = {}, 0, list(tree.roots)
    for bit in reversed(range(tree.size.bit_length())):
        width = 1 << bit
        if tree.size & width:
            found[start, start + width] = parts.pop(0)
            start += width
    return found


def _subproof(
    old: int,
    start: int,
    end: int,
    known: dict[tuple[int, int], bytes],
    leaves: Sequence[bytes],
    first: int,
    *,
    whole: bool,
) -> list[bytes]:
    if old == end:
        return [] if whole else [_hash(start, end, known, leaves, first)]
    split = start + _largest_power_below(end - start)
    if old <= split:
        return [
            *_subproof(old, start, split, known, leaves, first, whole=whole),
            _hash(split, end, known, leaves, first),
        ]
    return [
        *_subproof(old, split, end, known, leaves, first, whole=False),
        _hash(start, split, known, leaves, first),
    ]


def _hash(
    start: int, end: int, known: dict[tuple[int, int], bytes], leaves: Sequence[bytes], first: int
) -> bytes:
    """The hash of a part: kept where it is perfect and old, made of the new leaves otherwise."""
    if (start, end) in known:
        return known[start, end]
    if end - start == 1:
        return leaves[start - first]
    split = start + _largest_power_below(end - start)
    return node(_hash(start, split, known, leaves, first), _hash(split, end, known, leaves, first))


def _largest_power_below(number: int) -> int:
    return 1 << ((number - 1).bit_length() - 1)
