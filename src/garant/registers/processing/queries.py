"""Reads of the record of processing, for the rooms above."""

from garant.directory.models import Organisation
from garant.registers.processing.shelf import PROCESSING
from garant.registers.shelf.queries import Entry, all_of, last_about

ProcessingFacts = Entry  # its values are the columns of `record.toml`


def processing_record_of(organisation: Organisation, subject: str) -> ProcessingFacts | None:
    """The record of this subject, or None. Whether a reader may see it, the caller has decided."""
    return last_about(organisation, PROCESSING, subject)


def processing_records_of(organisation: Organisation) -> list[ProcessingFacts]:
    """Every record of processing, for an export. Whether a reader may have it, the caller has decided."""
    return all_of(organisation, PROCESSING)
