"""What a record said before: every amendment keeps the former values."""
