"""Numbers as the report says them: French, and an interval where nobody measured."""

from garant.footprint import Interval

NOT_COUNTED = "non suivi dans Garant"
NOT_TOLD = "non renseigné"
NOT_ESTIMATED = "non estimé"
TOO_FEW = "non montré : groupe de moins de 5 personnes"

_NARROW = "\u202f"
_EXACT_BELOW = 1_000


def number_french(value: float) -> str:
    """ "12 345", "0,0042", "3,5": whole numbers whole, others with three digits that count."""
    if float(value).is_integer():
        return f"{int(value):,}".replace(",", _NARROW)
    if abs(value) >= _EXACT_BELOW:
        return f"{round(value):,}".replace(",", _NARROW)
    digits = f"{value:.3g}"
    if "e" in digits:
        digits = f"{value:.10f}".rstrip("0") or "0"
    return digits.rstrip("0").rstrip(".").replace(".", ",") if "." in digits else digits


def span_french(interval: Interval, unit: str) -> str:
    """ "de 2 à 3,5 kWh"; a single number where both bounds are said alike."""
    low, high = number_french(interval.min), number_french(interval.max)
    return f"{low}\u00a0{unit}" if low == high else f"de {low} à {high}\u00a0{unit}"


def share_french(part: int, whole: int) -> str:
    """ "3 sur 10 (30 %)"; of nothing, no share."""
    if not whole:
        return number_french(part)
    return f"{number_french(part)} sur {number_french(whole)} ({number_french(round(part * 100 / whole))}\u00a0%)"
