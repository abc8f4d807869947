"""The operations of openapi.yaml, as far as the run needs them."""

import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import yaml

OPENAPI = Path(__file__).resolve().parents[3] / "src/main/resources/openapi.yaml"
# The value of a parameter of a path for which the contract gives no example.
NOTHING = "wx-999999"
METHODS = ("get", "put", "post", "delete", "patch")


class Operation(NamedTuple):
    """path: with an example in the place of each parameter
    is_guarded: it needs a credential
    needs_its_path_alone: a call without any query or body is a good one
    names_a_thing: its path has parameters, and there may be nothing with this id
    statuses: the statuses that it may answer
    """

    method: str
    path: str
    is_guarded: bool
    needs_its_path_alone: bool
    names_a_thing: bool
    statuses: set


def read_operations():
    contract = _contract()
    return [
        _operation(method.upper(), path, at_path, contract)
        for path, at_path in contract["paths"].items()
        for method in METHODS
        if method in at_path
    ]


def read_roles():
    """The roles that operators may have: all that an operation asks for."""
    at_paths = _contract()["paths"].values()
    return sorted({role for at_path in at_paths for method in METHODS for role in at_path.get(method, {}).get("x-roles", [])})


def _contract():
    return yaml.safe_load(OPENAPI.read_text())


def _operation(method, path, at_path, contract):
    said = at_path[method.lower()]
    parameters = [_resolved(it, contract) for it in at_path.get("parameters", []) + said.get("parameters", [])]
    in_path = {it["name"]: _example(it, contract) for it in parameters if it["in"] == "path"}
    needs_more = said.get("requestBody") or any(it.get("required") for it in parameters if it["in"] != "path")
    return Operation(
        method,
        re.sub(r"{(\w+)}", lambda parameter: quote(in_path[parameter[1]], safe=""), path),
        bool(said.get("security")),
        not needs_more,
        bool(in_path),
        {int(status) for status in said["responses"]},
    )


def _example(parameter, contract):
    """A value of a parameter: its own example, or else one of its schema."""
    schema = _resolved(parameter.get("schema", {}), contract)
    own = [it["value"] for it in parameter.get("examples", {}).values()]
    given = [it["example"] for it in (parameter, schema) if "example" in it]
    return str([*given, *own, *schema.get("examples", []), NOTHING][0])


def _resolved(said, contract):
    """The element that a reference within the contract names."""
    while "$ref" in said:
        found = contract
        for name in said["$ref"].removeprefix("#/").split("/"):
            found = found[name]
        said = found
    return said
