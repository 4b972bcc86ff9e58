"""Every detector by shape. One file each: a new detector is a new file and a line here, and its test file."""

from garant.privacy.announced import Announced
from garant.privacy.detector import Detector
from garant.privacy.detectors import (
    address,
    benef_id,
    card,
    case_id,
    date_birth,
    email,
    employee_id,
    iban,
    id_doc,
    ine,
    ip,
    nir,
    phone,
    plate,
    pro_id,
    secret,
    siret,
    tax_id,
    url_person,
    username,
)

DETECTORS: tuple[Detector, ...] = (
    address.DETECTOR,
    benef_id.DETECTOR,
    card.DETECTOR,
    case_id.DETECTOR,
    date_birth.DETECTOR,
    email.DETECTOR,
    employee_id.DETECTOR,
    iban.DETECTOR,
    id_doc.DETECTOR,
    ine.DETECTOR,
    ip.DETECTOR,
    nir.DETECTOR,
    phone.DETECTOR,
    plate.DETECTOR,
    pro_id.DETECTOR,
    secret.DETECTOR,
    siret.DETECTOR,
    tax_id.DETECTOR,
    url_person.DETECTOR,
    username.DETECTOR,
)

# What stands after a word, whatever its own form.
ANNOUNCED: tuple[Announced, ...] = (
    benef_id.ANNOUNCED,
    card.ANNOUNCED,
    card.ENDING,
    *case_id.ANNOUNCED,
    *date_birth.ANNOUNCED,
    *employee_id.ANNOUNCED,
    *iban.ANNOUNCED,
    *id_doc.ANNOUNCED,
    ine.ANNOUNCED,
    nir.ANNOUNCED,
    *plate.ANNOUNCED,
    pro_id.ANNOUNCED,
    *secret.ANNOUNCED,
    siret.ANNOUNCED,
    *tax_id.ANNOUNCED,
)
