"""The beats of the run, and the features that play in them.

A feature is a module of features/. It states the features that it builds on in AFTER. It has up to three functions: before_the_live,
on_air, afterwards. Each takes the world and plays steps. If its secrets need a form of their own, it has SECRETS, a function without
arguments for each secret's name. If it leaves delayed messages for a time after the live, WAITS names their queues. A new feature adds
its module and changes no other file. If no line names a function that takes the world, it is a step that is not played or a misspelled
beat, and the run does not begin.
"""

import ast
import graphlib
import importlib
from pathlib import Path

import checks
import live
import operations
import release
from playing import play

FEATURES = Path(__file__).parent / "features"
BEATS = ("before_the_live", "on_air", "afterwards")


def find_features():
    """The modules of the features by their names, each behind those that it builds on."""
    found = {
        path.stem: importlib.import_module(f"{FEATURES.name}.{path.stem}") for path in sorted(FEATURES.glob("*.py"))
    }
    for name, module in found.items():
        if unknown := set(builds_on(module)) - set(found):
            raise ValueError(f"{name} builds on {sorted(unknown)}, which is no feature")
        if not any(hasattr(module, beat) for beat in BEATS):
            raise ValueError(f"{name} plays in no beat")
    if unplayed := functions_never_named(FEATURES.glob("*.py")):
        raise ValueError(f"no line plays or calls {', '.join(unplayed)}")
    order = graphlib.TopologicalSorter({name: sorted(builds_on(module)) for name, module in found.items()})
    return {name: found[name] for name in order.static_order()}


def builds_on(module):
    return getattr(module, "AFTER", [])


def functions_never_named(files):
    """The functions of these files that take the world, are no beat, and are not named in any of the files."""
    found = [node for file in files for node in ast.walk(ast.parse(file.read_text()))]
    named = {node.id for node in found if isinstance(node, ast.Name)}
    functions_of_world = [it.name for it in found if isinstance(it, ast.FunctionDef) and [a.arg for a in it.args.args][:1] == ["world"]]
    return sorted(set(functions_of_world) - named - set(BEATS))


def queues_of_delayed_messages(features):
    """The queues in which these features leave messages for a time after the live."""
    return {queue for module in features.values() for queue in getattr(module, "WAITS", [])}


def with_what_they_build_on(names, features):
    """The features of these names and all that they build on, in order."""
    needed, open_names = set(), list(names)
    while open_names:
        name = open_names.pop()
        if name not in needed:
            needed.add(name)
            open_names += builds_on(features[name])
    return {name: module for name, module in features.items() if name in needed}


def plan(features, deploy):
    """The beats in order, as pairs of a name and the functions that play in it.

    features: those that are played
    deploy: the step that deploys everything
    """
    has_live = "room" in features
    of_every_function = [steps(operations.a_function_that_throws_answers_at_once)]
    return [
        ("deployment", [steps(deploy)]),
        ("before the live", functions(features, "before_the_live")),
        ("the live begins", [steps(live.the_anchor_begins, live.what_follows_is_handed_over)] if has_live else []),
        ("on air", functions(features, "on_air") + (of_every_function if has_live else [])),
        ("the live ends", [steps(live.what_follows_is_handed_over, live.the_anchor_ends)] if has_live else []),
        ("the next release", [steps(release.an_update_keeps_what_is_stored)]),
        ("afterwards", [steps(operations.the_http_api_stands_in_for_the_function_urls), *functions(features, "afterwards")]),
        ("checks", [steps(*checks.ALL)]),
    ]


def functions(features, beat):
    return [getattr(module, beat) for module in features.values() if hasattr(module, beat)]


def steps(*them):
    """A function that plays these steps."""

    def play_them(world):
        for step in them:
            play(step, world)

    return play_them
