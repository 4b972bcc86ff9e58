"""The file formats of other tools and registers, each made from one record. Pure."""
