"""The deployed schedules. The run waits once for a real one, for room-sync; then it stops all and plays them by hand."""

import json

from expecting import expect


def play_schedule(world, function, expression=None):
    """Sends the function what its deployed schedule sends, and returns what the function answers.

    expression: which of its schedules is played, if it has several
    """
    found = [it for it in _schedules(world, function) if expression in (None, it["ScheduleExpression"])]
    expect(len(found) == 1, f"{function} has {len(found)} schedules{f' of {expression}' if expression else ''}, not one")
    answer = world.invoke(function, json.loads(found[0]["Target"]["Input"]))
    expect("FunctionError" not in answer, f"the schedule of {function} failed: {answer['Payload']}")
    return answer["Payload"]


def stop_schedules(world):
    """No schedule of this stage calls a function any more. An update does not start them: no template states their state."""
    stopped = [schedule for name in world.stack.function_names() for schedule in _schedules(world, name)]
    expect(stopped, "there is no schedule")
    kept = ("Name", "GroupName", "ScheduleExpression", "ScheduleExpressionTimezone", "FlexibleTimeWindow", "Target")
    for schedule in stopped:
        settings = {name: schedule[name] for name in kept if name in schedule}
        world.aws.client("scheduler").update_schedule(**settings, State="DISABLED")


def _schedules(world, function):
    scheduler = world.aws.client("scheduler")
    pages = scheduler.get_paginator("list_schedules").paginate()
    names = [(it["Name"], it["GroupName"], it["Target"]["Arn"]) for page in pages for it in page["Schedules"]]
    return [
        scheduler.get_schedule(Name=name, GroupName=group)
        for name, group, target in names
        if target.endswith(":" + world.stack.named(function))
    ]
