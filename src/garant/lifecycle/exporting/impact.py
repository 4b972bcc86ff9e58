"""The DPIA of a use, to and from the CNIL's PIA tool: the registers' own writing, for one use."""

from dataclasses import replace

from django.db import transaction

from garant.directory.actions import require
from garant.directory.journal import record_file
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.exchange import DpiaRecord, read_pia
from garant.lifecycle.dossier import Dossier
from garant.lifecycle.errors import NoImpactAssessment
from garant.registers.assessments.exchanging import pia_of, values_of
from garant.registers.assessments.shelf import DPIA
from garant.registers.shelf import actions as shelf
from garant.registers.shelf.queries import Entry


def dpia_record(dossier: Dossier) -> DpiaRecord:
    """The assessment as the tool cuts it. NoImpactAssessment where the use has none."""
    if dossier.dpia is None:
        raise NoImpactAssessment(number=dossier.use.number)
    return replace(pia_of(dossier.dpia), category=dossier.use.department)


@transaction.atomic
def import_dpia(actor: Person, dossier: Dossier, data: bytes) -> Entry:
    """Write the answers of a file of the tool over the draft of this use. What the file leaves empty stays as it was;
    the former words stay in the history."""
    require(actor, Role.DPO)
    entry = dossier.dpia
    if entry is None:
        raise NoImpactAssessment(number=dossier.use.number)
    shelf.amend(
        actor,
        DPIA,
        entry.id,
        title=entry.title,
        values=values_of(read_pia(data)),
        revision=entry.revision,
        reason="Importé de l’outil PIA de la CNIL",
    )
    record_file(actor, DPIA.kind, "pia-json", rows=1, imported=True)
    return entry
