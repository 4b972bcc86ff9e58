"""The period of a report: two days, both within, on the organisation's own clock."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from garant.directory.templatetags.french import day
from garant.publication.period import Period as Days

LONGEST_DAYS = 5 * 366


@dataclass(frozen=True, slots=True)
class Period(Days):
    zone: ZoneInfo

    @property
    def start(self) -> datetime:
        """Its first moment."""
        return datetime.combine(self.since, time.min, tzinfo=self.zone)

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        return datetime.combine(self.until + timedelta(days=1), time.min, tzinfo=self.zone)

    @property
    def french(self) -> str:
        """ "l’année 2026", or "du 1er mars 2026 au 30 juin 2026"."""
        if (self.since, self.until) == (date(self.since.year, 1, 1), date(self.since.year, 12, 31)):
            return f"l’année {self.since.year}"
        return f"la période du {day(self.since)} au {day(self.until)}"

    @property
    def title(self) -> str:
        """The title of its report: "2026", or its two days."""
        if self.french.startswith("l’année"):
            return str(self.since.year)
        return f"du {day(self.since)} au {day(self.until)}"
