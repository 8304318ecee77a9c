"""text -> tokens, sentences, morphology, syntax, lemmas."""
