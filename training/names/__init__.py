"""The tagger of names: what it learns from, how it is trained, what else was tried. Not shipped."""
