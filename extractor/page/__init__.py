"""An annotated article as a page to look at."""
