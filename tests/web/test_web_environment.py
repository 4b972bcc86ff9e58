"""What the environment says, read once."""

from pathlib import Path

import pytest

from garant.web.environment import SettingInvalid, Settings


def test_nothing_said_means_this_machine_alone():
    settings = Settings.from_env({})
    assert settings.loopback
    assert not settings.https
    assert settings.gateway_url == "http://127.0.0.1:8000"
    assert settings.state == Path("state").absolute()


def test_the_gateway_is_on_the_port_that_was_chosen():
    assert Settings.from_env({"PORT": "9000"}).gateway_url == "http://127.0.0.1:9000"


@pytest.mark.parametrize(
    "env",
    [{"GARANT_HOST": "0.0.0.0"}, {"GARANT_HOST": "10.0.0.4"}, {"GARANT_PUBLIC_URL": "https://ia.exemple.fr"}],
)
def test_what_others_can_reach_is_no_loopback(env):
    assert not Settings.from_env(env).loopback


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_loopback_has_three_names(host):
    assert Settings.from_env({"GARANT_HOST": host}).loopback


def test_a_public_address_gives_its_host_and_https():
    settings = Settings.from_env({"GARANT_PUBLIC_URL": "https://ia.exemple.fr/"})
    assert settings.https
    assert settings.public_url == "https://ia.exemple.fr"
    assert "ia.exemple.fr" in settings.allowed_hosts
    assert "*" not in settings.allowed_hosts


def test_listening_everywhere_does_not_answer_to_every_name():
    assert Settings.from_env({"GARANT_HOST": "0.0.0.0"}).allowed_hosts == ["127.0.0.1", "localhost", "[::1]"]


@pytest.mark.parametrize(
    ("env", "name"),
    [
        ({"PORT": "huit mille"}, "PORT"),
        ({"PORT": "0"}, "PORT"),
        ({"PORT": "70000"}, "PORT"),
        ({"GARANT_PUBLIC_URL": "ia.exemple.fr"}, "GARANT_PUBLIC_URL"),
        ({"GARANT_PUBLIC_URL": "http://[::1"}, "GARANT_PUBLIC_URL"),
        ({"GARANT_GATEWAY_URL": "ftp://x"}, "GARANT_GATEWAY_URL"),
        ({"GARANT_MAIL_URL": "https://x"}, "GARANT_MAIL_URL"),
        ({"GARANT_OPEN_SIGNUP": "oui"}, "GARANT_OPEN_SIGNUP"),
    ],
)
def test_a_wrong_value_stops_the_start_with_its_name(env, name):
    with pytest.raises(SettingInvalid) as refused:
        Settings.from_env(env)
    assert refused.value.facts == {"name": name}
