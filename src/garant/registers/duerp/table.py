"""The lines as rows, and as a file."""

from collections.abc import Mapping, Sequence

from garant.registers.shelf.loading import facts, source_of
from garant.tables import Column, to_csv, to_ods

TITLE = "Lignes pour le DUERP"
COLUMNS = (
    Column(key="unit", title="Unité de travail"),
    Column(key="family", title="Famille de risques"),
    Column(key="danger", title="Danger"),
    Column(key="situation", title="Situation"),
    Column(key="effects", title="Effets possibles"),
    Column(key="prevention", title="Mesures de prévention proposées"),
    Column(key="severity", title="Gravité (à évaluer)"),
    Column(key="likelihood", title="Probabilité (à évaluer)"),
)


def lines() -> Sequence[Mapping[str, str]]:
    """One for each danger. Severity and likelihood are left to who knows the work."""
    found: Sequence[Mapping[str, str]] = facts("duerp", "lines")["lines"]
    return found


def source() -> str:
    return source_of("duerp", "lines")


def as_csv() -> bytes:
    return to_csv(COLUMNS, lines())


def as_ods() -> bytes:
    return to_ods(COLUMNS, lines(), TITLE)
