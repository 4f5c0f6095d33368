"""The JSON Schema of checklists, for editors that complete and check YAML while it is typed."""

from __future__ import annotations

from typing import Any

from scanaudit.kinds.catalogue import catalogue
from scanaudit.notices.model import Notice

# What a checklist that extends another may leave out, and the key that only such a one has.
_INHERITED = ("title", "authority", "year", "cutoff", "requirements")


def checklist_schema() -> dict[str, Any]:
    """The schema of a checklist, or of a change to one (``extends``), with the page kinds that exist."""
    made = Notice.model_json_schema(mode="validation", by_alias=True)
    kinds = list(catalogue().by_id)
    for model in ("Kinds", "Set"):
        _kinds_only(made["$defs"][model]["properties"], kinds)
    values = made["$defs"]["FactIs"]["properties"]["is"]
    made["$defs"]["FactIs"]["properties"]["is"] = {"anyOf": [values, values["items"]]}
    text = made["$defs"]["Text"]
    made["$defs"]["Text"] = {"anyOf": [text, {"type": "string"}]}
    made["properties"]["drop"] = {"type": "array", "items": {"type": "string"}}
    made["required"] = [key for key in made["required"] if key not in _INHERITED]
    entries = [made["properties"][key]["items"] for key in ("windows", "requirements")]
    for name in (entry["$ref"].rpartition("/")[2] for entry in entries):
        made["$defs"][f"{name}Change"] = {**made["$defs"][name], "required": ["id"]}
    change = {
        key: {"items": {"$ref": f"#/$defs/{name}Change"}}
        for key, name in (("windows", "Window"), ("requirements", "Requirement"))
    }
    whole = {key: {"items": made["properties"][key].pop("items")} for key in change}
    made["if"] = {"required": ["extends"]}
    made["then"] = {"properties": change}
    made["else"] = {"required": list(_INHERITED), "properties": whole}
    return made


def _kinds_only(properties: dict[str, Any], kinds: list[str]) -> None:
    """Name the kinds that exist wherever a list of kinds stands."""
    for name in ("kinds", "parts"):
        holder = properties.get(name, {})
        lists = holder if name == "kinds" else holder.get("additionalProperties", {})
        if lists.get("items", {}).get("type") == "string":
            lists["items"] = {"enum": kinds}
