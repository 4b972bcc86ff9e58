"""What the law asks of an organisation before it says which rules apply to it."""

from dataclasses import dataclass
from datetime import date

from garant.qualification.law import thresholds


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """A public body or not; its staff in full-time equivalents; its inhabitants, where it has some."""

    public: bool
    agents: int | None = None
    inhabitants: int | None = None

    def publication_due(self, today: date) -> bool | None:
        """Whether the rules of its main algorithms must be online; None while its staff is not known.

        The law has the threshold of staff; the State's doctrine adds that of inhabitants, which only counts
        for an organisation that gave them. Associations answer when a public service is theirs.
        """
        staff = thresholds()["publication_staff"].on(today)
        inhabitants = thresholds()["publication_inhabitants"].on(today)
        if staff is None or inhabitants is None:
            return False
        if self.inhabitants is not None and self.inhabitants <= inhabitants.value:
            return False
        return None if self.agents is None else self.agents >= staff.value
