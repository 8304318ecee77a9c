"""The tables of names and of words that decide, and their readers."""
