"""Tests say `from redaction_world import LETTER`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
