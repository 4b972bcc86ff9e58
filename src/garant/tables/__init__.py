"""Rows of a register as CSV and ODS, both ways, with a dry run. Pure."""
