"""What the annual report counts of the tenders."""

from dataclasses import dataclass
from datetime import datetime

from garant.directory.models import Organisation
from garant.procurement.models import Consultation


@dataclass(frozen=True, slots=True)
class ConsultationFigures:
    published: int
    decided: int
    retained: int  # of the decided ones, those that kept an answer


def consultations_between(organisation: Organisation, start: datetime, end: datetime) -> ConsultationFigures:
    """From `start` to before `end`."""
    held = Consultation.objects.filter(organisation=organisation)
    decided = held.filter(decided_at__gte=start, decided_at__lt=end)
    return ConsultationFigures(
        published=held.filter(published_at__gte=start, published_at__lt=end).count(),
        decided=decided.count(),
        retained=decided.filter(retained__isnull=False).count(),
    )
