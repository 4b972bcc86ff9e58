"""What is written of a vendor and of a contract: one frozen value each, from the form to the action."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from garant.catalogue.countries import country_french
from garant.catalogue.terms import Exposure


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorFacts:
    """Who a vendor is, and which law reaches it."""

    name: str
    country: str  # ISO 3166-1 alpha-2
    parent: str = ""
    parent_country: str = ""
    contact: str = ""
    foreign_law: Exposure = Exposure.UNKNOWN
    foreign_law_note: str = ""

    def columns(self) -> dict[str, Any]:
        """The values as the table keeps them."""
        return {
            "name": self.name.strip(),
            "country": self.country.upper(),
            "parent": self.parent.strip(),
            "parent_country": self.parent_country.upper(),
            "contact": self.contact.strip(),
            "foreign_law": self.foreign_law.value,
            "foreign_law_note": self.foreign_law_note.strip(),
        }

    def kept(self) -> dict[str, str]:
        """What the history keeps: French titles, the words that a reader saw."""
        return {
            "Nom": self.name.strip(),
            "Pays": country_french(self.country.upper()),
            "Maison mère": self.parent.strip(),
            "Pays de la maison mère": country_french(self.parent_country.upper())
            if self.parent_country
            else "",
            "Contact": self.contact.strip(),
            "Droit extra-européen": self.foreign_law.label,
            "Précision": self.foreign_law_note.strip(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFacts:
    """What was agreed, until when, and what it says of AI."""

    reference: str
    subject: str = ""
    starts: date | None = None
    ends: date | None = None
    ai_clauses: str = ""
    literacy_attested_on: date | None = None  # that the vendor's people who act for us are trained in AI
    literacy_note: str = ""

    def columns(self) -> dict[str, Any]:
        """The values as the table keeps them."""
        return {
            "reference": self.reference.strip(),
            "subject": self.subject.strip(),
            "starts": self.starts,
            "ends": self.ends,
            "ai_clauses": self.ai_clauses.replace("\r\n", "\n").strip(),
            "literacy_attested_on": self.literacy_attested_on,
            "literacy_note": self.literacy_note.strip(),
        }

    def kept(self) -> dict[str, str]:
        """What the history keeps: French titles, the words that a reader saw."""
        return {
            "Référence": self.reference.strip(),
            "Objet": self.subject.strip(),
            "Début": _day(self.starts),
            "Fin": _day(self.ends),
            "Clauses sur l’IA": self.ai_clauses.replace("\r\n", "\n").strip(),
            "Maîtrise de l’IA attestée le": _day(self.literacy_attested_on),
            "Attestation": self.literacy_note.strip(),
        }


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
