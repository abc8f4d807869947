"""Expectations: a condition that must be true now, or that the run waits for."""

import time

ASK_EVERY = 0.5


def expect(seen, complaint):
    """Fails with the complaint unless this is true in Python's sense."""
    if not seen:
        raise AssertionError(complaint)


def until(answer, seconds, complaint):
    """Calls answer() again and again, and returns its result as soon as that is true in Python's sense.

    Raises a TimeoutError with the complaint if it is not true after so many seconds.
    """
    end = time.monotonic() + seconds
    while True:
        given = answer()
        if given:
            return given
        if time.monotonic() > end:
            raise TimeoutError(f"{complaint} (waited {seconds} s)")
        time.sleep(ASK_EVERY)
