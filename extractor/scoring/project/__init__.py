"""The project's own gold, annotated by hand in the form of `corpus/README.md`."""
