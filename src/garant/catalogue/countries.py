"""Countries by their ISO 3166-1 alpha-2 code, in French: those where AI systems are hosted today."""

# Another code is accepted and shown as written: a list of 249 names would not make a card truer.
_FRENCH = {
    "AT": "Autriche",
    "BE": "Belgique",
    "CA": "Canada",
    "CH": "Suisse",
    "CN": "Chine",
    "CZ": "Tchéquie",
    "DE": "Allemagne",
    "DK": "Danemark",
    "EE": "Estonie",
    "ES": "Espagne",
    "FI": "Finlande",
    "FR": "France",
    "GB": "Royaume-Uni",
    "IE": "Irlande",
    "IL": "Israël",
    "IN": "Inde",
    "IT": "Italie",
    "JP": "Japon",
    "LU": "Luxembourg",
    "NL": "Pays-Bas",
    "NO": "Norvège",
    "PL": "Pologne",
    "PT": "Portugal",
    "SE": "Suède",
    "SG": "Singapour",
    "US": "États-Unis",
}

_UNKNOWN = "ZZ"  # ISO 3166 keeps it for "no country"
_UNSAID = "pays non précisé"


def country_french(code: str) -> str:
    """The French name of a country, or its code where this list lacks it."""
    return _UNSAID if code == _UNKNOWN else _FRENCH.get(code, code)
