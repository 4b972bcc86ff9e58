"""What can go wrong in the directory, as facts. The sentences stand in `messages/directory.fr.toml`."""

from garant.words import GarantError


class NotAllowed(GarantError):
    """The person may not do this; the page says which role may."""

    code = "not_allowed"


class NotFound(GarantError):
    """Not there, or not of this person's organisation: the two are not told apart."""

    code = "not_found"


class EmailTaken(GarantError):
    code = "email_taken"


class LastAdministrator(GarantError):
    code = "last_administrator"


class CharterNotInForce(GarantError):
    code = "charter_not_in_force"


class CharterVersionReused(GarantError):
    code = "charter_version_reused"


class CharterUnchanged(GarantError):
    code = "charter_unchanged"


class KeyLabelMissing(GarantError):
    code = "key_label_missing"


class TooManyKeys(GarantError):
    code = "too_many_keys"


class PersonInactive(GarantError):
    code = "person_inactive"


class SignInThrottled(GarantError):
    code = "sign_in_throttled"


class CharterChangedMeanwhile(GarantError):
    """Another version was put in force between the comparison and the click."""

    code = "charter_changed_meanwhile"


class SlugTaken(GarantError):
    """Another organisation of this installation bears this short name."""

    code = "organisation_slug_taken"


class SlugUnfit(GarantError):
    code = "organisation_slug_unfit"


class SiretTaken(GarantError):
    """Another organisation bears this SIRET: an agent who signs in by it must land in one place."""

    code = "organisation_siret_taken"


class AsksThrottled(GarantError):
    """Too many asks of one kind from one origin within the window. Facts: `minutes`."""

    code = "asks_throttled"


class CharterScheduledAlready(GarantError):
    """One version waits for its day: a second one would make the order of the two unclear."""

    code = "charter_scheduled_already"


class CharterDayPast(GarantError):
    """A charter does not come into force yesterday."""

    code = "charter_day_past"


class CharterInheritsTooMuch(GarantError):
    """With all that it inherits, the charter is larger than what can be read."""

    code = "charter_inherits_too_much"


class VoteDayAhead(GarantError):
    """A vote that has not taken place."""

    code = "charter_vote_day_ahead"
