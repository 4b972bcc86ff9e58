"""The registers of rows, in the order of their index."""

from collections.abc import Mapping
from types import MappingProxyType

from garant.registers.assessments.shelf import DPIA, FRIA
from garant.registers.commitments.shelf import COMMITMENTS
from garant.registers.declared.shelf import DECLARED_USES
from garant.registers.lessons.shelf import LESSONS
from garant.registers.processing.shelf import PROCESSING
from garant.registers.shelf.shelf import Shelf

SHELVES: Mapping[str, Shelf] = MappingProxyType(
    {shelf.slug: shelf for shelf in (PROCESSING, DPIA, FRIA, COMMITMENTS, DECLARED_USES, LESSONS)}
)
