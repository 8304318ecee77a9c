"""FactRuEval-2016: its collection, its tracks, its figures."""
