"""Pages of the reports: for the house, for the public, and the observatory."""
