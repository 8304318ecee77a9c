"""nested spans and tables -> names, and the names that stand for one thing."""
