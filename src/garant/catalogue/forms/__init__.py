"""The forms of the catalogue: every mistake is told beside its field."""

from garant.catalogue.forms.adopted import AdoptedForm
from garant.catalogue.forms.filter import FilterForm
from garant.catalogue.forms.market import (
    ClauseForm,
    ContractForm,
    OriginsForm,
    ProofForm,
    ReasonForm,
    SuspensionForm,
    VendorForm,
)
from garant.catalogue.forms.system import NewSystemForm, SystemForm
from garant.catalogue.forms.version import VersionForm

__all__ = [
    "AdoptedForm",
    "ClauseForm",
    "ContractForm",
    "FilterForm",
    "NewSystemForm",
    "OriginsForm",
    "ProofForm",
    "ReasonForm",
    "SuspensionForm",
    "SystemForm",
    "VendorForm",
    "VersionForm",
]
