"""The life of an AI use: from a need to its retirement, gate by gate."""
