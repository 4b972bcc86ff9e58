"""What follows from the answers before any judgement: yes, no, or not known. Written as answers that flags can read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from garant.qualification.condition import UNKNOWN, Answers, both
from garant.qualification.law import Adequacy, adequacy
from garant.qualification.organisation import OrganisationFacts

AUTOMATED = ("rubber_stamp", "decides")  # a formal validation is none: LIL art. 47


@dataclass(frozen=True, slots=True)
class Transfer:
    """Data that leave the Union for one country, and what they rest on."""

    country: str
    french: str
    basis: str | None
    until: date | None
    contested: str
    source: str


def yes(answers: Answers, question: str) -> bool | None:
    """The answer to a yes-or-no question; None where it is not answered, or not known."""
    return {"yes": True, "no": False}.get(str(answers.get(question)))


def fully_automated(answers: Answers) -> bool | None:
    individual = yes(answers, "crpa.individual_decision")
    contribution = answers.get("crpa.contribution")
    automated = None if contribution in (None, UNKNOWN) else contribution in AUTOMATED
    return both([individual, automated])


def legitimate_interest_closed(answers: Answers, organisation: OrganisationFacts) -> bool:
    """An answer kept from before, or from elsewhere: a public body is not offered it (RGPD art. 6(1))."""
    return organisation.public and answers.get("rgpd.legal_basis") == "legitimate_interest"


def transfers(answers: Answers) -> tuple[Transfer, ...]:
    """One for each country that was named, with the date on which its adequacy ends."""
    chosen = answers.get("rgpd.transfer_countries")
    basis = answers.get("rgpd.transfer_basis")
    known = {country.id: country for country in adequacy()}
    if not isinstance(chosen, tuple):
        return ()
    return tuple(_transfer(known.get(str(country)), str(country), basis) for country in chosen)


def _transfer(found: Adequacy | None, country: str, basis: object) -> Transfer:
    named = None if basis in (None, UNKNOWN) else str(basis)
    if found is None:
        return Transfer(country, "Autre pays", named, None, "", "RGPD, art. 46")
    until = found.until if named == "adequacy" else None
    return Transfer(country, found.french, named, until, found.contested, found.source)


def as_answers(facts: Mapping[str, bool | str | None]) -> dict[str, str]:
    """Facts under `fact.…`, in the words of answers."""
    words = {True: "yes", False: "no", None: UNKNOWN}
    return {
        f"fact.{name}": value if isinstance(value, str) else words[value] for name, value in facts.items()
    }
