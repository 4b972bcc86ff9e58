"""The legal desk: questions from any page, answers, and those that may serve everyone."""
