"""Adresses postales: street line with its number, complements, postcode and town, when they locate a person.

A shape says where an address may begin (`shapes`); `reach`, `dwelling`, `forms` and `left` read how far it goes, with
`garant.privacy.postal`; `score` says whether it is somebody's, with `garant.privacy.whose`. A street alone, a town
alone, the address of a body are nobody's.
"""

from garant.privacy.desks import DEFAULT, Desks
from garant.privacy.detector import Candidate, Detector
from garant.privacy.detectors.address import shapes
from garant.privacy.detectors.address.reach import bounds
from garant.privacy.detectors.address.score import scored
from garant.privacy.detectors.address.words import DWELLING, PERSONS, PLAIN
from garant.privacy.labels import Label
from garant.privacy.whose import Evidence


def detector(desks: Desks) -> Detector:
    """The detector for an organisation's own desks."""
    evidence = Evidence(
        persons=PERSONS,
        dwelling=DWELLING,
        bodies=desks.bodies - PLAIN,
        happenings=desks.happenings,
    )

    def check(candidate: Candidate) -> float:
        return scored(candidate, evidence)

    return Detector(label=Label.ADDRESS, shapes=shapes.ALL, check=check, bounds=bounds)


DETECTOR = detector(DEFAULT)
