"""Documents that people print, sign and send: the same blocks as ODT, DOCX and HTML. Pure."""
