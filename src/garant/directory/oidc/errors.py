"""What can go wrong on the way to the provider and back. The sentences stand in `messages/oidc.fr.toml`.

None of them carries what the provider sent: a name, an address or a token reaches no log and no page.
"""

from garant.words import GarantError


class OidcMisconfigured(GarantError):
    """A setting is missing or unfit: the installation doesn't start half configured."""

    code = "oidc_misconfigured"


class SignInFailed(GarantError):
    """Any failure of one sign-in: its page says what to do, and leads back to the sign-in page."""


class ProviderUnreachable(SignInFailed):
    """No answer in time, or one that is no success."""

    code = "oidc_provider_unreachable"


class ProviderAnswerUnfit(SignInFailed):
    """A signature, an issuer, an audience, a nonce or a shape that doesn't hold."""

    code = "oidc_answer_unfit"


class ExchangeExpired(SignInFailed):
    """The answer belongs to no question of this browser: replayed, late, or begun elsewhere."""

    code = "oidc_exchange_expired"


class SignInDeclined(SignInFailed):
    """The person, or the provider, said no."""

    code = "oidc_declined"


class AcrTooWeak(SignInFailed):
    """The provider identified the person less surely than the installation asks for."""

    code = "oidc_acr_too_weak"


class OrganisationUnknown(SignInFailed):
    """No organisation here, or more than one, bears the SIRET that the provider gave; or it gave none."""

    code = "oidc_organisation_unknown"


class PersonUnknown(SignInFailed):
    """Nobody of this organisation, or whose account is closed: not told apart."""

    code = "oidc_person_unknown"


class IdentityOther(SignInFailed):
    """The account is tied to another identity of the same provider: an address may have been given to someone new."""

    code = "oidc_identity_other"
