"""Models: what the tables of the window show, read in pages or handed over whole; never sorted in Python."""
