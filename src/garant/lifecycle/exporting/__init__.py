"""Uses, records and the charter in the file formats of other tools: each made from one value of `garant.exchange`."""

from garant.lifecycle.exporting.files import EXPORTS, Exported, export_for, export_of_installation
from garant.lifecycle.exporting.impact import dpia_record, import_dpia
from garant.lifecycle.exporting.uses import human_part, use_record

__all__ = [
    "EXPORTS",
    "Exported",
    "dpia_record",
    "export_for",
    "export_of_installation",
    "human_part",
    "import_dpia",
    "use_record",
]
