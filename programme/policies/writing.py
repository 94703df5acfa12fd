"""A policy as a form shows it, as a form says it, and as the TOML that is kept."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from community.engagement.activity import Deed
from community.engagement.policy import Policy
from community.engagement.worths import FAVOURS, GIVEN, PURCHASES

Said = Mapping[str, str]
FAVOUR = "resonance.deeds."
CURVE, WARNINGS = "purchases.curve", "tiers.warnings"


def shown(policy: Policy) -> dict[str, str]:
    """Each number by its place in the file, as `caps.purchases`."""
    told = dict(_flat(policy.model_dump(mode="json", by_alias=True, exclude={"nothing"})))
    told[CURVE] = "\n".join(f"{spent} {worth}" for spent, worth in policy.purchases.curve)
    told[WARNINGS] = ", ".join(map(str, policy.tiers.warnings))
    favours = {f"{FAVOUR}{deed}": "1" for deed in policy.resonance.deeds}
    return {**told, **favours}


def _flat(written: Mapping[str, Any], under: str = "") -> Iterator[tuple[str, str]]:
    for name, value in written.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{under}{name}.")
        elif not isinstance(value, list):
            yield f"{under}{name}", str(value)


def raw(said: Said) -> dict[str, Any]:
    """What a form says as a policy is written; whether it can be believed is asked later."""
    written: dict[str, Any] = {"contribution": {}, "rates": {}, "resonance": {}, "tiers": {}, "purchases": {}}
    for place, value in said.items():
        if not place.startswith((FAVOUR, CURVE, WARNINGS, "contribution.")):
            _put(written, place.split("."), value.strip())
    written["contribution"] = _contribution(said)
    written["purchases"] = {
        "curve": [line.split() for line in said.get(CURVE, "").splitlines() if line.strip()]
    }
    written["tiers"]["warnings"] = [day.strip() for day in said.get(WARNINGS, "").split(",") if day.strip()]
    written["resonance"]["deeds"] = [deed for deed in FAVOURS if said.get(f"{FAVOUR}{deed}")]
    return written | {"nothing": {"deeds": _nothing(written)}}


def _put(written: dict[str, Any], steps: list[str], value: str) -> None:
    for step in steps[:-1]:
        written = written.setdefault(step, {})
    written[steps[-1]] = value


def _contribution(said: Said) -> dict[str, dict[str, str]]:
    """What has no points is worth nothing."""
    worths = {
        deed: {name: said.get(f"contribution.{deed}.{name}", "").strip() for name in ("points", "a_day")}
        for deed in GIVEN
    }
    return {deed: worth for deed, worth in worths.items() if worth["points"]}


def _nothing(written: Mapping[str, Any]) -> list[str]:
    said = {*written["contribution"], *written["resonance"]["deeds"], *PURCHASES}
    return [deed for deed in Deed if deed not in said]


def toml_of(policy: Policy) -> str:
    """Written as the policies that come with the house are."""
    written = policy.model_dump(mode="json", by_alias=True)
    lines = [f"{_key(name)} = {_value(value, name)}" for name, value in written.items() if _is_plain(value)]
    for name, table in written.items():
        if not _is_plain(table):
            lines += ["", f"[{name}]"]
            lines += [f"{_key(key)} = {_value(value)}" for key, value in table.items()]
    return "\n".join(lines) + "\n"


def _is_plain(value: object) -> bool:
    return not isinstance(value, dict)


def _key(name: str) -> str:
    return name if name.replace("_", "").isalnum() else json.dumps(name)


def _value(value: object, name: str = "") -> str:
    if name == "from":
        return str(value)
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items()) + " }"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value, ensure_ascii=False)
