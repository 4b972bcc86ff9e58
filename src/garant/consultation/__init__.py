"""A draft charter is talked over: clause by clause, in writing or in a workshop, and each word gets its answer."""
