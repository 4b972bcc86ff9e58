"""People by the file: an import that is read before it is done, a template, an export."""
