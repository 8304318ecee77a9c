"""The page of the JSON: every object of the schema with its properties, in Markdown."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SCHEMA = Path(__file__).parents[2] / "extractor" / "annotation" / "schema.json"

Schema = dict[str, Any]


def page() -> str:
    """The whole annotation first, then the objects in it by their names."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return "\n".join(_page(schema))


def _page(schema: Schema) -> Iterator[str]:
    yield "# The JSON\n"
    yield "One object a document, as [its JSON Schema](schema.json) has it. Offsets count Unicode code points of"
    yield "`document.text`, half-open; the unknown is `null` or an empty list. What is in italics may be lacking.\n"
    for object_ in (schema, *(schema["$defs"][name] for name in sorted(schema["$defs"]))):
        yield f"## {object_['title']}\n\n{object_['description']}\n"
        yield "| property | type | what |\n|---|---|---|"
        required = object_.get("required", ())
        for name, property_ in object_["properties"].items():
            shown = f"`{name}`" if name in required else f"*`{name}`*"
            yield f"| {shown} | {type_of(property_)} | {_cell(property_.get('description', ''))} |"
        yield ""


def type_of(property_: Schema) -> str:
    """What may stand there, in words.

    >>> type_of({"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "null"}]})
    'list of string, or null'
    """
    if "$ref" in property_:
        name = property_["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "enum" in property_:
        return ", ".join(f"`{value}`" for value in property_["enum"])
    if "const" in property_:
        return f"`{property_['const']}`"
    if alternatives := property_.get("anyOf", property_.get("oneOf")):
        return ", or ".join(type_of(alternative) for alternative in alternatives)
    if property_["type"] == "array":
        return f"list of {type_of(property_['items'])}"
    return f"{property_['type']}{_limits(property_)}"


def _limits(property_: Schema) -> str:
    bounds = ("minimum", "≥"), ("exclusiveMinimum", ">"), ("maximum", "≤"), ("exclusiveMaximum", "<")
    told = [f"{sign} {property_[name]}" for name, sign in bounds if name in property_]
    if "pattern" in property_:
        told.append(f"`{_cell(property_['pattern'])}`")
    return f" {', '.join(told)}" if told else ""


def _cell(text: str) -> str:
    return text.replace("\n", " ").replace("|", "\\|")
