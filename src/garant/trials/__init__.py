"""Trial spaces: named people, keys that close, consents, results, deletion with its certificate."""
