"""The provider, as the environment says it: the names are those of La Suite's applications."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from garant.directory.oidc.errors import OidcMisconfigured

# Signed with the provider's own key. A shared secret would let whoever holds it sign for anybody.
ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"})
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_PREFIXES = ("OIDC_RP_", "OIDC_OP_")


@dataclass(frozen=True, slots=True)
class Provider:
    """One OpenID provider. An endpoint that is None is asked of the provider itself (discovery)."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str = "OpenID Connect"  # on the button: "ProConnect"
    authorization: str | None = None
    token: str | None = None
    userinfo: str | None = None
    jwks: str | None = None
    logout: str | None = None
    algorithm: str = "RS256"
    scopes: str = "openid email"
    acr_values: tuple[str, ...] = ()  # asked for, and the only ones accepted
    basic: bool = False  # the client's secret in a header; else in the form, as ProConnect has it
    creates: bool = False  # an agent of a known organisation who is not known yet
    organisation: str | None = None  # of everyone, where the provider gives no SIRET
    siret_claim: str = "siret"

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Provider | None":
        """The provider; None where no OIDC_RP_… or OIDC_OP_… is set. OidcMisconfigured names what is missing."""
        if not any(env.get(name) for name in env if name.startswith(_PREFIXES)):
            return None
        algorithm = env.get("OIDC_RP_SIGN_ALGO") or "RS256"
        if algorithm not in ALGORITHMS:
            raise OidcMisconfigured(name="OIDC_RP_SIGN_ALGO")
        scopes = " ".join((env.get("OIDC_RP_SCOPES") or "openid email").split())
        if "openid" not in scopes.split():
            raise OidcMisconfigured(name="OIDC_RP_SCOPES")
        creates = _switch(env, "OIDC_CREATE_USER")
        if creates and env.get("GARANT_OPEN_SIGNUP") == "1":
            # Whoever creates an organisation may write any SIRET on it, and would receive its agents.
            raise OidcMisconfigured(name="OIDC_CREATE_USER (avec GARANT_OPEN_SIGNUP)")
        return cls(
            issuer=_required(_address(env, "OIDC_OP_ISSUER"), "OIDC_OP_ISSUER"),
            client_id=_required(env.get("OIDC_RP_CLIENT_ID"), "OIDC_RP_CLIENT_ID"),
            client_secret=_secret(env),
            name=env.get("OIDC_OP_NAME") or "OpenID Connect",
            authorization=_address(env, "OIDC_OP_AUTHORIZATION_ENDPOINT"),
            token=_address(env, "OIDC_OP_TOKEN_ENDPOINT"),
            userinfo=_address(env, "OIDC_OP_USER_ENDPOINT"),
            jwks=_address(env, "OIDC_OP_JWKS_ENDPOINT"),
            logout=_address(env, "OIDC_OP_LOGOUT_ENDPOINT"),
            algorithm=algorithm,
            scopes=scopes,
            acr_values=tuple((env.get("OIDC_RP_ACR_VALUES") or "").split()),
            basic=_switch(env, "OIDC_TOKEN_USE_BASIC_AUTH"),
            creates=creates,
            organisation=env.get("OIDC_DEFAULT_ORGANISATION") or None,
            siret_claim=env.get("OIDC_SIRET_CLAIM") or "siret",
        )


def fit(address: str) -> bool:
    """Whether tokens may travel to this address: by TLS, or to this machine."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    )


def _address(env: Mapping[str, str], name: str) -> str | None:
    address = (env.get(name) or "").strip()
    if not address:
        return None
    if not fit(address):
        raise OidcMisconfigured(name=name)
    return address


def _required(value: str | None, name: str) -> str:
    if not value:
        raise OidcMisconfigured(name=name)
    return value


def _secret(env: Mapping[str, str]) -> str:
    """The secret, or the file that holds it; never both in silence."""
    path = env.get("OIDC_RP_CLIENT_SECRET_FILE")
    if not path:
        return _required(env.get("OIDC_RP_CLIENT_SECRET"), "OIDC_RP_CLIENT_SECRET")
    try:
        return _required(Path(path).read_text(encoding="utf-8").strip(), "OIDC_RP_CLIENT_SECRET_FILE")
    except (OSError, UnicodeDecodeError) as error:
        raise OidcMisconfigured(name="OIDC_RP_CLIENT_SECRET_FILE") from error


def _switch(env: Mapping[str, str], name: str) -> bool:
    said = (env.get(name) or "0").lower()
    if said not in {"0", "1", "true", "false"}:
        raise OidcMisconfigured(name=name)
    return said in {"1", "true"}
