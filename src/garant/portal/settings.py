"""What an administrator decides of the portal: one frozen value, from the form to the action."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from garant.portal.terms import Conformity, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalSettings:
    """Every setting. What is not named is not shown."""

    is_open: bool
    parts: frozenset[Part] = frozenset()
    uses: frozenset[str] = frozenset()
    presentation: str = ""
    contact: str = ""
    threshold: int | None = None
    conformity: Conformity = Conformity.NONE
    audited_on: date | None = None
    audited_by: str = ""
    rate: int | None = None
    not_accessible: str = ""

    def columns(self) -> Mapping[str, Any]:
        """The values as the table keeps them."""
        return {
            "is_open": self.is_open,
            "parts": [part.value for part in Part if part in self.parts],
            "uses": sorted(self.uses),
            "presentation": self.presentation.replace("\r\n", "\n").strip(),
            "contact": self.contact.strip(),
            "threshold": self.threshold,
            "conformity": self.conformity.value,
            "audited_on": self.audited_on,
            "audited_by": self.audited_by.strip(),
            "rate": self.rate,
            "not_accessible": self.not_accessible.replace("\r\n", "\n").strip(),
        }
