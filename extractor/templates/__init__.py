"""The one template engine: its language, what a template recognises, the places of its arguments, status."""
