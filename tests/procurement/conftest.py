"""`from procurement_world import …` in every test of this folder, and consultations in each state."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from procurement_world import Market, build_market


@pytest.fixture
def market(world) -> Market:
    """A published consultation of the Département with two vendors invited; Denis runs it, Agathe audits."""
    return build_market(world)
