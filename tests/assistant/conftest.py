"""The fixtures of `conftest_assistant`, for the tests of this room."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from conftest_assistant import gateway, model

__all__ = ["gateway", "model"]
