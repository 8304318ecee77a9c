"""Who says a quote: the verb's subject, the words that name it, and the entity behind them."""
