"""hits and times -> when and where each act happens."""
