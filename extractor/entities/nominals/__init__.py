"""Common nouns that speak of a party: titles, offices, states, sectors."""
