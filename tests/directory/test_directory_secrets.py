"""Secrets in files, words at rest."""

import errno
import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.directory.sealing import SealBroken, seal, unseal
from garant.directory.secrets import SecretUnreadable, derive, installation_secret, secret_file


def test_the_secret_is_made_once_and_for_its_owner_alone(tmp_path):
    path = tmp_path / "state" / "secret.key"
    made = secret_file(path)
    assert len(made) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    secret_file.cache_clear()
    assert secret_file(path) == made


def test_all_who_start_at_once_have_the_same_secret(tmp_path):
    path = tmp_path / "state" / "secret.key"
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: secret_file.__wrapped__(path), range(64)))
    assert len(made) == 1
    assert [each.name for each in path.parent.iterdir()] == ["secret.key"]


@pytest.fixture
def without_links(monkeypatch):
    def refused(*_):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)


@pytest.mark.usefixtures("without_links")
def test_a_file_system_without_links_keeps_the_secret_too(tmp_path):
    path = tmp_path / "secret.key"
    made = secret_file(path)
    assert bytes.fromhex(path.read_text("ascii")) == made
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["secret.key"]


@pytest.mark.usefixtures("without_links")
def test_a_secret_made_by_another_meanwhile_is_kept_without_links(tmp_path, monkeypatch):
    path = tmp_path / "secret.key"
    path.write_text(f"{'ab' * 32}\n", "ascii")
    monkeypatch.setattr(type(path), "exists", lambda _: False)
    assert secret_file(path) == bytes.fromhex("ab" * 32)


@pytest.mark.parametrize("content", [b"", b"pas hexadecimal", b"ab" * 31, b"\xff\xfe"])
def test_a_damaged_secret_is_never_replaced(tmp_path, content):
    path = tmp_path / "secret.key"
    path.write_bytes(content)
    with pytest.raises(SecretUnreadable):
        secret_file(path)
    assert path.read_bytes() == content


def test_each_purpose_has_its_key():
    keys = {derive("un"), derive("deux"), installation_secret()}
    assert len(keys) == 3


@given(st.text())
def test_what_is_sealed_opens_as_it_was(text):
    sealed = seal(text, purpose="essai", organisation="a", bound_to="1")
    assert unseal(sealed, purpose="essai", organisation="a", bound_to="1") == text
    assert len(text) < 8 or text.encode() not in sealed


@pytest.mark.parametrize(
    "other",
    [
        {"purpose": "autre", "organisation": "a", "bound_to": "1"},
        {"purpose": "essai", "organisation": "b", "bound_to": "1"},
        {"purpose": "essai", "organisation": "a", "bound_to": "2"},
    ],
)
def test_a_sealed_text_opens_nowhere_else(other):
    sealed = seal("secret", purpose="essai", organisation="a", bound_to="1")
    with pytest.raises(SealBroken):
        unseal(sealed, **other)


@pytest.mark.parametrize(
    "damage", [lambda s: s[:-1], lambda s: s[:-1] + bytes([s[-1] ^ 1]), lambda _: b"", lambda s: s[:12]]
)
def test_a_changed_byte_is_seen(damage):
    sealed = seal("secret", purpose="essai", organisation="a")
    with pytest.raises(SealBroken):
        unseal(damage(sealed), purpose="essai", organisation="a")
