"""What can go wrong on the way to a model. Facts are names, counts and paths: never an address with its key."""

from garant.words import GarantError


class ModelOffline(GarantError):
    """The package index could not be reached, or does not have the part."""

    code = "model_offline"


class ModelPartWrong(GarantError):
    """A wheel whose hash is not the pinned one. It has been deleted."""

    code = "model_part_wrong"


class ModelFileWrong(GarantError):
    """The assembled file is not the expected one. It has been deleted."""

    code = "model_file_wrong"


class ModelDiskFull(GarantError):
    code = "model_disk_full"


class ModelDiskRefused(GarantError):
    """The model directory can't be written, for a reason other than space."""

    code = "model_disk_refused"


class ModelNoPip(GarantError):
    """This Python has no pip, which fetches the parts."""

    code = "model_no_pip"


class ModelBusy(GarantError):
    """Another process works on the same model directory."""

    code = "model_busy"


class ModelPathMissing(GarantError):
    code = "model_path_missing"


class ModelPathNotGguf(GarantError):
    code = "model_path_not_gguf"


class ModelUrlInvalid(GarantError):
    code = "model_url_invalid"


class ModelServerSilent(GarantError):
    """The server of GARANT_MODEL_URL does not list its models, and no name was given."""

    code = "model_server_silent"


class ModelMemoryLow(GarantError):
    code = "model_memory_low"


class ModelUnloadable(GarantError):
    """The server refuses the file."""

    code = "model_unloadable"


class ModelCrashes(GarantError):
    """The server process ended several times in a row."""

    code = "model_crashes"
