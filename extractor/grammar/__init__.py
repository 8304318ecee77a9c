"""tokens -> what Russian grammar says of them: the layer that names, quotes, events and facts ask alike."""
