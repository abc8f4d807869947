"""Plays a step: a function that does something, fails if it does not see what it should, and returns what it saw. The report names a
step by its function."""

import contextlib
import time

import logs
import report


def play(step, world):
    began = time.monotonic()
    name = name_of(step)
    try:
        seen = step(world)
    except Exception as e:
        raise AssertionError(f"{name}: {in_words(e)}{errors_logged(world)}") from e
    if seen:
        report.passed(name, time.monotonic() - began, seen)


def name_of(step):
    """The step's name in words, with its feature before it if it belongs to one."""
    words = step.__name__.replace("_", " ")
    package, _, feature = step.__module__.rpartition(".")
    return f"{feature}: {words}" if package else words


def errors_logged(world):
    """The errors that the functions logged, without the invocations that were made to fail, if the logs can still be read."""
    with contextlib.suppress(Exception):
        found = logs.invocations(world.aws, world.stack.stage)
        unforeseen = [it for it in found if not any(failure.mark in it.text() for failure in world.failures)]
        return "".join(f"\n  logged: {error}" for invocation in unforeseen for error in invocation.errors())
    return ""


def in_words(error):
    return str(error) or type(error).__name__
