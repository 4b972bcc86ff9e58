from pathlib import Path

import pytest

from garant.gateway.errors import StateSecretUnreadable, StateUnwritable
from garant.gateway.keys import hash_of, new_key, presented_key
from garant.gateway.secrets import secret_file


def scope(**headers: str) -> dict[str, object]:
    return {"headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]}


def test_keys_are_new_each_time_and_long() -> None:
    keys = {new_key() for _ in range(100)}
    assert len(keys) == 100
    assert all(key.startswith("sk-garant-") and len(key) > 50 for key in keys)


def test_a_hash_is_what_the_file_takes() -> None:
    assert hash_of("sk-x") == "sha256:9df37f5e7cbc3c391d872742b5f286c242e733a09add9eeaa4d26a599bd90b20"


@pytest.mark.parametrize(
    ("headers", "key"),
    [
        ({"authorization": "Bearer sk-a"}, "sk-a"),
        ({"authorization": "bearer  sk-a "}, "sk-a"),
        ({"authorization": "Basic abc"}, None),
        ({"authorization": "Basic abc", "api_key": "sk-b"}, "sk-b"),
        ({"authorization": "Bearer "}, None),
        ({"authorization": "sk-a"}, None),
        ({"x_api_key": "sk-c"}, "sk-c"),
        ({"x_api_key": " "}, None),
        ({}, None),
    ],
)
def test_the_key_of_a_request(headers: dict[str, str], key: str | None) -> None:
    assert presented_key(scope(**headers)) == key


def test_a_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "state" / "secret.key"
    made = secret_file(path)
    assert len(made) == 32
    assert secret_file(path) == made
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert [entry.name for entry in path.parent.iterdir()] == ["secret.key"]


@pytest.mark.parametrize("content", ["", "zz", "00" * 31, "00" * 33])
def test_a_damaged_secret_is_told_and_not_replaced(tmp_path: Path, content: str) -> None:
    path = tmp_path / "secret.key"
    path.write_text(content)
    with pytest.raises(StateSecretUnreadable):
        secret_file(path)
    assert path.read_text() == content


def test_a_state_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StateUnwritable):
        secret_file(tmp_path / "file" / "secret.key")
