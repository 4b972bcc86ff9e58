"""Importing this loads the engine with its lists: done once, in the process from which the workers are forked."""

from garant.bulk import one_file as one_file
from garant.bulk.rules import rules_digest
from garant.privacy import read

read(
    "Mme Karima Benali, née le 3 mai 1980, habite 12 rue Victor Hugo à Volx. Elle est suivie pour un diabète."
)
rules_digest()
