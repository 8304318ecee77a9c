"""entities -> quotes and lists: who said what, and what the article enumerates."""
