"""The characterisation sheet of an AI use: questions as data, answers → outcome, duties, scores. Pure."""
