"""What the environment says, read once, at start; a wrong value stops the start with its name."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from garant.words import GarantError

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class SettingInvalid(GarantError):
    code = "setting_invalid"


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting of the web. Secrets are not here: they are files of the state directory."""

    state: Path
    host: str
    port: int
    public_url: str | None  # "https://ia.exemple.fr"; None: this machine only
    gateway_url: str  # without /v1
    mail_url: str | None  # "smtp://user:password@host:587"; None: no mail leaves
    mail_from: str
    open_signup: bool = False  # whether anyone may create an organisation, on /creer/

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Settings":
        """Read GARANT_STATE, GARANT_HOST, PORT, GARANT_PUBLIC_URL, GARANT_GATEWAY_URL, GARANT_MAIL_URL, GARANT_MAIL_FROM, GARANT_OPEN_SIGNUP."""
        port = _port(env.get("PORT", "8000"))
        public_url = _url("GARANT_PUBLIC_URL", env.get("GARANT_PUBLIC_URL") or None, {"http", "https"})
        return cls(
            state=Path(env.get("GARANT_STATE") or "state").absolute(),
            host=env.get("GARANT_HOST") or "127.0.0.1",
            port=port,
            public_url=public_url,
            gateway_url=_url("GARANT_GATEWAY_URL", env.get("GARANT_GATEWAY_URL") or None, {"http", "https"})
            or f"http://127.0.0.1:{port}",
            mail_url=_url("GARANT_MAIL_URL", env.get("GARANT_MAIL_URL") or None, {"smtp", "smtps"}),
            mail_from=env.get("GARANT_MAIL_FROM") or "Garant <garant@localhost>",
            open_signup=_switch("GARANT_OPEN_SIGNUP", env.get("GARANT_OPEN_SIGNUP") or "0"),
        )

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the pages: the one case where the demonstration accounts exist."""
        return self.host in LOOPBACK and self.public_url is None

    @property
    def https(self) -> bool:
        return self.public_url is not None and self.public_url.startswith("https://")

    @property
    def allowed_hosts(self) -> list[str]:
        """The names under which the pages answer; another name gets a 400."""
        names = ["127.0.0.1", "localhost", "[::1]"]
        if self.host not in LOOPBACK and self.host not in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
            names.append(self.host)
        if self.public_url is not None:
            names.append(urlsplit(self.public_url).hostname or "")
        return names


def read() -> Settings:
    """The settings of this process."""
    return Settings.from_env(os.environ)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise SettingInvalid(name="PORT")
    return int(text)


def _switch(name: str, text: str) -> bool:
    if text not in {"0", "1"}:
        raise SettingInvalid(name=name)
    return text == "1"


def _url(name: str, text: str | None, schemes: set[str]) -> str | None:
    if text is None:
        return None
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise SettingInvalid(name=name) from error
    if parts.scheme not in schemes or not parts.hostname:
        raise SettingInvalid(name=name)
    return text.rstrip("/")
