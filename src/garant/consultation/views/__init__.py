"""Pages of the consultations: the same text by two doors, and the desk of who answers for it."""
