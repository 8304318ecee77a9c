"""The JSON Schema of the annotated JSON; `python -m extractor.annotation.schema` writes the file that is shipped."""

import json
from typing import Any

from extractor.annotation.model import Annotation
from extractor.installed.paths import PACKAGE

ID = "urn:extractor:annotation:2.0"  # a name and no address: the schema comes with the package
PATH = PACKAGE / "annotation" / "schema.json"


def schema() -> dict[str, Any]:
    """The JSON Schema of what `Annotation.to_json` writes."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ID,
        **Annotation.model_json_schema(mode="serialization"),
    }


def render() -> str:
    """The text of the schema's file."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    PATH.write_text(render(), encoding="utf-8")
