"""All layers of a Doc -> annotated JSON."""
