"""How the statistical parts of Garant are made. Not shipped, not needed at run time."""
