"""What is to be, and is waited for or complained of."""

import time

ASK_EVERY = 0.5


def expect(seen, complaint):
    """Fails with the complaint unless this is true in Python's sense."""
    if not seen:
        raise AssertionError(complaint)


def until(answer, seconds, complaint):
    """What answer() gives as soon as it is true in Python's sense; it is asked again and again.

    Raises a TimeoutError with the complaint if it is not after so many seconds.
    """
    end = time.monotonic() + seconds
    while True:
        given = answer()
        if given:
            return given
        if time.monotonic() > end:
            raise TimeoutError(f"{complaint} (waited {seconds} s)")
        time.sleep(ASK_EVERY)
