"""The address of a service: a whole base, without a secret in it, that leads to a service."""

import ipaddress
from urllib.parse import urlsplit

from django import forms

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def checked_address(text: str) -> str:
    """The address as it is kept. Raises ValidationError."""
    url = text.strip().rstrip("/")
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port
    except ValueError as error:
        raise forms.ValidationError("Cette adresse ne peut pas être lue.") from error
    if parts.scheme not in {"http", "https"} or not host:
        raise forms.ValidationError(
            "Une adresse complète commence par https:// (ou http:// sur votre réseau)."
        )
    if parts.username or parts.password or parts.query or parts.fragment:
        raise forms.ValidationError(
            "L’adresse ne contient ni mot de passe, ni paramètre : seulement la base du service."
        )
    if any(character.isspace() or not character.isprintable() for character in url):
        raise forms.ValidationError("Cette adresse ne peut pas être lue.")
    if _is_nobodys(host):
        raise forms.ValidationError(
            "Cette adresse ne mène à aucun service : elle est réservée à la machine ou au nuage qui héberge Garant."
        )
    return url


def is_in_clear(url: str) -> bool:
    """Whether a request there would cross a network unencrypted."""
    return url.startswith("http://") and urlsplit(url).hostname not in _LOOPBACK


def _is_nobodys(host: str) -> bool:
    """Link-local addresses: where clouds tell a machine its own keys."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_link_local
