"""What can be wrong with a file of another tool, or with a record that a format can't hold."""

from typing import ClassVar

from garant.words import GarantError


class ExchangeFileTooLarge(GarantError):
    """Facts: `limit` (MiB). Nothing of the file was kept."""

    code: ClassVar[str] = "exchange_file_too_large"


class ExchangeFileNotJson(GarantError):
    """Not UTF-8, or not JSON. Facts: `line`, where it stops being readable."""

    code: ClassVar[str] = "exchange_file_not_json"


class ExchangeFileTooDeep(GarantError):
    """Lists within lists beyond any export of these tools. Facts: `limit`."""

    code: ClassVar[str] = "exchange_file_too_deep"


class PiaFileWrong(GarantError):
    """JSON, but no object with a `pia` object in it: another export, or another tool."""

    code: ClassVar[str] = "pia_file_wrong"


class PiaShapeWrong(GarantError):
    """A part of the file is not of the type that the tool writes. Facts: `where`, `expected` (in French)."""

    code: ClassVar[str] = "pia_shape_wrong"


class PiaTooMany(GarantError):
    """More entries, or a longer text, than any assessment. Facts: `where`, `limit`."""

    code: ClassVar[str] = "pia_too_many"


class DpiaIncoherent(GarantError):
    """The values can't stand together in one assessment. Facts: `field`, `expected` (in French)."""

    code: ClassVar[str] = "dpia_incoherent"


class FormatUnknown(GarantError):
    """Facts: `format`, `known`."""

    code: ClassVar[str] = "exchange_format_unknown"


class UseNeverInService(GarantError):
    """A register of systems in use has no place for a use that was refused or given up. Facts: `use`, `format`."""

    code: ClassVar[str] = "exchange_use_never_in_service"


class FormatHoldsOne(GarantError):
    """The format holds one record a file. Facts: `format`, `count`."""

    code: ClassVar[str] = "exchange_format_holds_one"


class CharterVersionInvalid(GarantError):
    """The counter of a published charter is not a whole number from 1 on. Facts: `version`."""

    code: ClassVar[str] = "exchange_charter_version_invalid"


class UseFileWrong(GarantError):
    """JSON, but not the file of uses that we write. Facts: `format`, the one that is expected."""

    code: ClassVar[str] = "exchange_use_file_wrong"


class UseShapeWrong(GarantError):
    """A use of the file is not of the shape of the format. Facts: `place` (from 1), `where`."""

    code: ClassVar[str] = "exchange_use_shape_wrong"
