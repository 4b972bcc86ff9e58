"""What the gateway refuses, as facts. Status and French sentences stand in `messages/gateway.fr.toml`."""

from typing import TYPE_CHECKING, ClassVar, Literal, Self

from garant.words import GarantError

if TYPE_CHECKING:
    from garant.gateway.snapshot import ApiKey


class GatewayError(GarantError):
    """An error that a client of the gateway meets.

    `param` names the field of the request that is meant. `should_retry` becomes `x-should-retry`: False where
    the same request would meet the same end, None where the client may follow its own rule.
    """

    param: ClassVar[str | None] = None
    should_retry: ClassVar[bool | None] = False
    retry_after_seconds: ClassVar[int | None] = None


# ---------------------------------------------------------------- who asks


class InvalidApiKey(GatewayError):
    code = "invalid_api_key"


class KeyExpired(GatewayError):
    """The key of a trial, past its last day."""

    code = "key_expired"
    holder: "ApiKey | None" = None  # whose it was: the journal of the trial knows that it was tried again

    def of(self, key: "ApiKey") -> Self:
        self.holder = key
        return self


class UnknownPerson(GatewayError):
    code = "unknown_person"
    param = "x-garant-person"


class CharterNotAcknowledged(GatewayError):
    code = "charter_not_acknowledged"


# ---------------------------------------------------------------- what is asked


class UnknownRoute(GatewayError):
    code = "unknown_route"


class MethodNotAllowed(GatewayError):
    code = "method_not_allowed"


class RequestTooLarge(GatewayError):
    code = "request_too_large"


class InvalidJson(GatewayError):
    code = "invalid_json"


class InvalidRequest(GatewayError):
    """`field` is a path of known field names and indexes, never a name that the client made up."""

    code = "invalid_request"


class UnknownModel(GatewayError):
    code = "unknown_model"
    param = "model"


# ---------------------------------------------------------------- what the charter says


class CharterRefusal(GatewayError):
    """The charter said no. `quote` is the clause in its own words."""


class CharterModelNotApproved(CharterRefusal):
    code = "charter_model_not_approved"
    param = "model"


class CharterZoneClosed(CharterRefusal):
    code = "charter_zone_closed"
    param = "model"


class CharterPersonalDataBlocked(CharterRefusal):
    code = "charter_personal_data_blocked"


class CharterUseForbidden(CharterRefusal):
    code = "charter_use_forbidden"
    param = "messages"


class CharterUnknownShape(CharterRefusal):
    code = "charter_unknown_shape"


class CharterOutsidePerimeter(CharterRefusal):
    """The system is open to the people of its pilot alone, and this is none of them."""

    code = "charter_outside_perimeter"
    param = "model"


class SystemClosed(GatewayError):
    """Closed since a moment, for a reason that this version has no sentence for."""

    code = "system_closed"
    param = "model"


class SystemSuspended(SystemClosed):
    code = "system_suspended"


class SystemProofExpired(SystemClosed):
    code = "system_proof_expired"


class SystemPoolEnded(SystemClosed):
    code = "system_pool_ended"


class SystemToBeReEvaluated(SystemClosed):
    code = "system_to_be_re_evaluated"


# ---------------------------------------------------------------- what does not work


class ProtectionUnavailable(GatewayError):
    """Detection failed or took too long: what can't be inspected doesn't leave."""

    code = "protection_unavailable"
    retry_after_seconds = 30


class JournalUnavailable(GatewayError):
    """What can't be journalled isn't done. Retried by the client's own rule: a full disk may be seen to."""

    code = "journal_unavailable"
    should_retry = None
    retry_after_seconds = 30


class SnapshotUnavailable(GatewayError):
    code = "snapshot_unavailable"
    should_retry = None
    retry_after_seconds = 30


class InternalError(GatewayError):
    code = "internal_error"


class ClientGone(GatewayError):
    """The client closed its connection; nobody reads this answer, the journal does."""

    code = "client_gone"


# ---------------------------------------------------------------- what the upstream did


class UpstreamTrouble(GatewayError):
    """Something that the serving system did. Its own words may echo content: they are never passed on or logged."""

    outcome: ClassVar[Literal["upstream_error", "upstream_timeout", "upstream_broken"]] = "upstream_error"
    should_retry: ClassVar[bool | None] = None


class UpstreamUnavailable(UpstreamTrouble):
    code = "upstream_unavailable"
    retry_after_seconds = 10


class ModelLoading(UpstreamTrouble):
    code = "model_loading"
    retry_after_seconds = 5


class UpstreamTimeout(UpstreamTrouble):
    """Not retried: a second try would load a system that is late already."""

    code = "upstream_timeout"
    outcome = "upstream_timeout"
    should_retry = False


class UpstreamFailed(UpstreamTrouble):
    """A 5xx, a redirect, a refused key, an answer that isn't one."""

    code = "upstream_error"


class UpstreamBroken(UpstreamTrouble):
    """The answer began and did not end, or is not in the grammar it announced."""

    code = "upstream_broken"
    outcome = "upstream_broken"


class UpstreamRateLimited(UpstreamTrouble):
    """`passed_headers` are the upstream's own retry and limit headers, checked."""

    code = "upstream_rate_limited"
    passed_headers: tuple[tuple[bytes, bytes], ...] = ()


class UpstreamRejected(UpstreamTrouble):
    """The serving system does not take this request (a parameter that it doesn't know)."""

    code = "upstream_rejected"
    should_retry = False


class ContextLengthExceeded(UpstreamTrouble):
    code = "context_length_exceeded"
    param = "messages"
    should_retry = False


# ---------------------------------------------------------------- what the operator wrote


class SystemsFileUnreadable(GarantError):
    code = "systems_file_unreadable"


class SystemsYamlInvalid(GarantError):
    code = "systems_yaml_invalid"


class SystemsUnknownField(GarantError):
    code = "systems_unknown_field"


class SystemsMissingField(GarantError):
    code = "systems_missing_field"


class SystemsBadValue(GarantError):
    code = "systems_bad_value"


class SystemsDuplicate(GarantError):
    code = "systems_duplicate"


class UpstreamKeyMissing(GarantError):
    code = "upstream_key_missing"


class NameInvalid(GarantError):
    code = "gateway_name_invalid"


class OptionMissing(GarantError):
    code = "gateway_option_missing"


class StateUnwritable(GarantError):
    code = "gateway_state_unwritable"


class StateSecretUnreadable(GarantError):
    code = "gateway_secret_unreadable"


class SnapshotUnreadable(GarantError):
    code = "snapshot_unreadable"


class SnapshotSignatureWrong(GarantError):
    code = "snapshot_signature_wrong"


class SnapshotOlder(GarantError):
    code = "snapshot_older"
