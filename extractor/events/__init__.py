"""entities, times, quotes, lists -> events and commitments, by templates."""
