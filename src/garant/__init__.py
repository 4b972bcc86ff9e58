"""Garant: an organisation's AI charter, as a running system."""

from importlib.metadata import version

__version__ = version("garant")
