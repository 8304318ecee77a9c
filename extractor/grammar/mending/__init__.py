"""Words and trees that the networks got wrong and the dictionary tells better."""
