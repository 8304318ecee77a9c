"""The weights of extractor's large entity model; `extractor.load(model="large")` finds them here."""
