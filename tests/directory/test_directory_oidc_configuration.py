"""The settings of OpenID Connect: whole, or the start stops."""

import pytest

from garant.directory.oidc.configuration import Provider
from garant.directory.oidc.errors import OidcMisconfigured

ENV = {
    "OIDC_RP_CLIENT_ID": "garant",
    "OIDC_RP_CLIENT_SECRET": "un secret",
    "OIDC_OP_ISSUER": "https://idp.example",
}


def test_three_settings_are_enough_and_none_is_none():
    assert Provider.from_env({}) is None
    provider = Provider.from_env(ENV)
    assert provider is not None
    assert "un secret" not in repr(provider)


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ({"OIDC_OP_ISSUER": ""}, "OIDC_OP_ISSUER"),
        ({"OIDC_OP_ISSUER": "http://idp.example"}, "OIDC_OP_ISSUER"),
        ({"OIDC_RP_CLIENT_SECRET": ""}, "OIDC_RP_CLIENT_SECRET"),
        ({"OIDC_RP_CLIENT_SECRET_FILE": "/nowhere"}, "OIDC_RP_CLIENT_SECRET_FILE"),
        ({"OIDC_RP_SIGN_ALGO": "HS256"}, "OIDC_RP_SIGN_ALGO"),
        ({"OIDC_RP_SIGN_ALGO": "none"}, "OIDC_RP_SIGN_ALGO"),
        ({"OIDC_RP_SCOPES": "email"}, "OIDC_RP_SCOPES"),
        ({"OIDC_CREATE_USER": "peut-être"}, "OIDC_CREATE_USER"),
        ({"OIDC_CREATE_USER": "1", "GARANT_OPEN_SIGNUP": "1"}, "OIDC_CREATE_USER (avec GARANT_OPEN_SIGNUP)"),
        ({"OIDC_OP_TOKEN_ENDPOINT": "ftp://x"}, "OIDC_OP_TOKEN_ENDPOINT"),
    ],
)
def test_half_a_configuration_stops_the_start_with_its_name(more, name):
    with pytest.raises(OidcMisconfigured) as refused:
        Provider.from_env(ENV | more)
    assert refused.value.facts["name"] == name
