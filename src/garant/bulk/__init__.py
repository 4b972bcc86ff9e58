"""Whole folders pseudonymised: walked, shared among processes or a Dask cluster, resumed after any stop, reported.

Works on files and starts processes, which the room `privacy` never does; knows no Django.
"""

from garant.bulk.collection import Collection, Options, Summary
from garant.bulk.places import Places
from garant.bulk.progress import Progress

__all__ = ["Collection", "Options", "Places", "Progress", "Summary"]
