"""Does an answer of the API have the shape that the OpenAPI document describes?

A strict reader of JSON Schema.

It knows the words that our document uses, and fails on any other, so that nothing goes by unread.
"""

import re
from datetime import date
from typing import Any

TYPES = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
    "array": list,
    "object": dict,
}
LOOKED_AT = {
    "$ref", "anyOf", "type", "enum", "const", "properties", "required", "additionalProperties", "items", "pattern",
    "format", "minLength", "maxLength",
}  # fmt: skip
FOR_PEOPLE = {"title", "description", "default"}


def mismatches(
    value: Any, schema: dict[str, Any], document: dict[str, Any], where: str = "$"
) -> list[str]:
    """Return what is wrong with a value, with the place of each."""
    assert schema.keys() <= LOOKED_AT | FOR_PEOPLE, schema
    if "$ref" in schema:
        return mismatches(
            value,
            document["components"]["schemas"][schema["$ref"].rpartition("/")[2]],
            document,
            where,
        )
    if "anyOf" in schema:
        fits = any(not mismatches(value, one, document, where) for one in schema["anyOf"])
        return [] if fits else [f"{where}: {value!r} is none of {schema['anyOf']}"]
    kind = schema.get("type")
    if kind and (
        not isinstance(value, TYPES[kind]) or (isinstance(value, bool) and kind != "boolean")
    ):
        return [f"{where}: {value!r} is no {kind}"]
    found = []
    if value not in schema.get("enum", [value]) or value != schema.get("const", value):
        found.append(f"{where}: {value!r} is not one of the values")
    if isinstance(value, str):
        found += _text(value, schema, where)
    if isinstance(value, list):
        found += [
            one
            for n, item in enumerate(value)
            for one in mismatches(item, schema["items"], document, f"{where}[{n}]")
        ]
    if isinstance(value, dict):
        parts = schema["properties"]
        found += [
            f"{where}.{name}: missing" for name in schema.get("required", []) if name not in value
        ]
        found += [f"{where}.{name}: not described" for name in value if name not in parts]
        for name in value.keys() & parts.keys():
            found += mismatches(value[name], parts[name], document, f"{where}.{name}")
    return found


def _text(value: str, schema: dict[str, Any], where: str) -> list[str]:
    if schema.get("format") == "date":
        date.fromisoformat(value)
    fits = schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value))
    fits = fits and re.search(schema.get("pattern", ""), value) is not None
    return [] if fits else [f"{where}: {value!r} does not fit {schema}"]
