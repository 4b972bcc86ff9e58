"""What a system's version pins: one frozen value, and what changed between two of them."""

from dataclasses import dataclass
from datetime import date

from garant.catalogue.models import SystemVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """What answers under a system's name. Another value of any field is another version."""

    model: str  # as the service names it
    host: str
    provider: str = ""  # who made the model
    version: str = ""
    quantisation: str = ""
    terms_date: date | None = None

    @classmethod
    def of(cls, row: SystemVersion) -> "Pinned":
        """The value of a row."""
        return cls(
            model=row.model,
            host=row.host,
            provider=row.provider,
            version=row.version,
            quantisation=row.quantisation,
            terms_date=row.terms_date,
        )

    def said(self) -> str:
        """ "Mistral AI, mistral-large 2411, 4 bits, chez Hébergeur" """
        named = " ".join(filter(None, [self.model, self.version]))
        place = f"chez {self.host}" if self.host else ""
        return ", ".join(filter(None, [self.provider, named, self.quantisation, place]))
