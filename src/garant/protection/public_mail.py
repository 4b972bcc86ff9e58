"""Domains where anybody has a mailbox: as an organisation's own they would hide nobody's address any more."""

# The mail of French access providers and the post, and of the large free providers. Read on their own sign-up
# pages in 2025; aliases of one provider stand together.
PUBLIC_DOMAINS = frozenset(
    {
        *("orange.fr", "wanadoo.fr", "voila.fr"),
        *("free.fr", "freesbee.fr", "libertysurf.fr", "aliceadsl.fr", "online.fr"),
        *("sfr.fr", "neuf.fr", "cegetel.net", "club-internet.fr", "9online.fr", "numericable.fr", "noos.fr"),
        *("bbox.fr", "laposte.net", "caramail.com", "mailo.com", "mailo.fr", "netcourrier.com"),
        *("gmail.com", "googlemail.com", "icloud.com", "me.com", "mac.com", "pm.me", "zoho.com"),
    }
)
# Providers with one domain for each country: "hotmail.fr", "yahoo.co.uk".
PUBLIC_NAMES = frozenset(
    {
        *("hotmail", "outlook", "live", "msn", "yahoo", "ymail", "rocketmail", "aol"),
        *("gmx", "proton", "protonmail", "tutanota"),
    }
)
_LONGEST_COUNTRY = 3  # "com", and each part of "co.uk"


def is_public_mail(domain: str) -> bool:
    """Whether anybody can have an address at `domain` (without "@")."""
    domain = domain.strip().strip(".").casefold()
    name, *country = domain.split(".")
    if domain in PUBLIC_DOMAINS:
        return True
    return (
        name in PUBLIC_NAMES
        and len(country) in (1, 2)
        and all(len(part) <= _LONGEST_COUNTRY for part in country)
    )
