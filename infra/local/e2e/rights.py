"""Least privilege: each right that a function asked for is given to it, and each that is given was asked for or is kept
for a reason.

Nothing here makes a call: rights come in, complaints go out.
"""

from fnmatch import fnmatchcase
from typing import NamedTuple


class Right(NamedTuple):
    """One action on one resource. A given right may have IAM's wildcards in both."""

    function: str
    action: str
    resource: str

    def __str__(self):
        return f"{self.function}: {self.action} on {self.resource}"


class Kept(NamedTuple):
    """A right that is kept though no call asks for it. If function is *, every function has it."""

    function: str
    action: str
    resource: str
    reason: str

    def __str__(self):
        return f"{self.function}: {self.action} on {self.resource}"

    def speaks_of(self, right):
        return self.function in ("*", right.function) and (self.action, self.resource) == (right.action, right.resource)


def given_by(function, policy):
    """The rights that a policy gives a function.

    Raises a ValueError for a policy that gives or takes rights by anything but Allow, Action and Resource.
    """
    rights = set()
    for statement in _listed(policy["Statement"]):
        if set(statement) - {"Sid"} != {"Effect", "Action", "Resource"} or statement["Effect"] != "Allow":
            raise ValueError(f"this check cannot read a statement of {function}: {statement}")
        for action in _listed(statement["Action"]):
            for resource in _listed(statement["Resource"]):
                rights.add(Right(function, action, resource))
    return rights


def missing_rights(given, asked):
    """A complaint for each right that was asked for and is not given."""
    missing = [right for right in asked if not any(covers(other, right) for other in given)]
    return [f"missing right: {right}" for right in sorted(missing)]


def complaints(given, asked, kept):
    """What is wrong, in words; nothing if the list is empty."""
    # letter by letter: one with a wildcard allows more than any call asked for
    idle = [right for right in given if right not in asked]
    needless = [right for right in idle if not any(line.speaks_of(right) for line in kept)]
    stale = [line for line in kept if not any(line.speaks_of(right) for right in idle)]
    return (
        missing_rights(given, asked)
        + [f"needless right: {right}" for right in sorted(needless)]
        + [f"needless line in the list of rights that are kept: {line}" for line in stale]
    )


def covers(given, asked):
    """True if the one right includes the other. Case does not matter in actions, and matters in resources."""
    return (
        given.function == asked.function
        and fnmatchcase(asked.action.lower(), given.action.lower())
        and fnmatchcase(asked.resource, given.resource)
    )


def _listed(value):
    return value if isinstance(value, list) else [value]
