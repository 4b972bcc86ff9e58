"""What can be wrong with a collection. Facts are codes and numbers; a folder is named only as its user typed it."""

from garant.words import GarantError


class SourceMissing(GarantError):
    code = "collection_source_missing"


class PlacesOverlap(GarantError):
    """One folder within another: the next walk would read what this one wrote, or keys would be handed over."""

    code = "collection_places_overlap"


class OutNotEmpty(GarantError):
    code = "collection_out_not_empty"


class NotACollection(GarantError):
    """--resume on a folder that holds no state of ours."""

    code = "collection_unknown"


class StateDamaged(GarantError):
    code = "collection_state_damaged"


class OptionsDiffer(GarantError):
    code = "collection_options_differ"


class CollectionInUse(GarantError):
    code = "collection_in_use"


class CollectionKeyDamaged(GarantError):
    """The collection's key is gone, or is not the one that the state was made with."""

    code = "collection_key_damaged"


class NotWritable(GarantError):
    """The state, a key or several outputs in a row could not be written: a full disk, a lost share."""

    code = "collection_not_writable"


class FolderUnreadable(GarantError):
    code = "collection_folder_unreadable"


class SourceChanged(GarantError):
    """The file changed while it was read."""

    code = "collection_source_changed"


class NameTaken(GarantError):
    """Two sources meet on one name: a target file system that doesn't tell A from a."""

    code = "collection_name_taken"


class WorkerDied(GarantError):
    code = "collection_worker_died"


class UnexpectedFailure(GarantError):
    """An error of ours or of a library. `kind` is the name of its class: its words could quote the document."""

    code = "collection_unexpected"


class DaskMissing(GarantError):
    code = "dask_missing"


class ClusterUnreachable(GarantError):
    code = "cluster_unreachable"


class RulesDiffer(GarantError):
    """A worker runs another version of the rules: its pseudonyms would not be ours."""

    code = "collection_rules_differ"


class FolderNotShared(GarantError):
    code = "cluster_folder_not_shared"
