"""Intervals in words."""

from garant.footprint import Interval


def span(pair: tuple[float, float] | None, unit: str) -> str:
    """ "de 2 à 3,5 k€"; "inconnu" where nobody told."""
    if pair is None:
        return "inconnu"
    low, high = (f"{bound:.2g}" if bound < 10 else f"{bound:.0f}" for bound in pair)
    low, high = low.replace(".", ","), high.replace(".", ",")
    return f"{low} {unit}" if low == high else f"de {low} à {high} {unit}"


def said(interval: Interval, unit: str) -> str:
    """The same for an interval."""
    return span((interval.min, interval.max), unit)
