"""What can be wrong with what a person gave. The sentences stand in words/messages/redaction.fr.toml."""

from typing import ClassVar

from garant.words import GarantError


class NothingGiven(GarantError):
    """Neither a text nor a file."""

    code: ClassVar[str] = "redaction_nothing_given"


class KeyMissing(GarantError):
    code: ClassVar[str] = "redaction_key_missing"


class TextTooLong(GarantError):
    code: ClassVar[str] = "redaction_text_too_long"


class UploadTooLarge(GarantError):
    code: ClassVar[str] = "redaction_upload_too_large"


class AnswerWithoutPseudonyms(GarantError):
    """Nothing of the key stands in the answer: most often, the key of another text."""

    code: ClassVar[str] = "redaction_answer_without_pseudonyms"


class AnswerFlat(GarantError):
    """A PDF or a picture: nothing can be put back into its pages."""

    code: ClassVar[str] = "redaction_answer_flat"


class CorrectionUnreadable(GarantError):
    """A correction without a letter or a digit, of an unknown kind, or too many of them."""

    code: ClassVar[str] = "redaction_correction_unreadable"
