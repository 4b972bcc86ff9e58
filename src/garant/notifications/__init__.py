"""What waits for a person, on the page and by mail; never content."""
