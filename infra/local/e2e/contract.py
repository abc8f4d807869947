"""What openapi.yaml says of each operation, as far as the run asks."""

import re
from pathlib import Path
from typing import NamedTuple

import yaml

OPENAPI = Path(__file__).resolve().parents[3] / "src/main/resources/openapi.yaml"
# A value for any parameter of a path: nothing has this id.
NOTHING = "wx-999999"
METHODS = ("get", "put", "post", "delete", "patch")


class Operation(NamedTuple):
    """path: with NOTHING in the place of each parameter
    is_guarded: it needs a credential
    needs_nothing: a call without any parameter or body is a good one
    statuses: those that it may answer
    """

    method: str
    path: str
    is_guarded: bool
    needs_nothing: bool
    statuses: set


def read_operations():
    contract = _contract()
    return [
        _operation(method.upper(), path, at_path[method], contract)
        for path, at_path in contract["paths"].items()
        for method in METHODS
        if method in at_path
    ]


def read_roles():
    """The roles that operators may have: those that some operation asks for."""
    at_paths = _contract()["paths"].values()
    return sorted({role for at_path in at_paths for method in METHODS for role in at_path.get(method, {}).get("x-roles", [])})


def _contract():
    return yaml.safe_load(OPENAPI.read_text())


def _operation(method, path, said, contract):
    parameters = [_resolved(parameter, contract) for parameter in said.get("parameters", [])]
    needs_nothing = not said.get("requestBody") and not any(it.get("required") for it in parameters)
    return Operation(
        method,
        re.sub(r"{\w+}", NOTHING, path),
        bool(said.get("security")),
        needs_nothing,
        {int(status) for status in said["responses"]},
    )


def _resolved(said, contract):
    """What a reference within the contract stands for."""
    while "$ref" in said:
        found = contract
        for name in said["$ref"].removeprefix("#/").split("/"):
            found = found[name]
        said = found
    return said
