"""The words of French numbers, folded, for all that read numbers in words."""

_TO_SIXTEEN = "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
UNITS = {word: value for value, word in enumerate(_TO_SIXTEEN.split())}
TENS = {
    "vingt": 20,
    "vingts": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "septante": 70,
    "huitante": 80,
    "octante": 80,
    "nonante": 90,
}
SCALES = {"cent": 100, "cents": 100, "mille": 1000}


def any_of(*words: str) -> str:
    """A pattern for any of `words`, the longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))
