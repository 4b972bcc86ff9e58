"""The pages of the catalogue, by what they show."""
