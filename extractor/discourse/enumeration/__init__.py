"""Lists: what announces them, their items in a sentence, in ordinals, in paragraphs."""
