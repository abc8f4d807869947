"""Runs a Python module as a server that ends with the process that started it, however that one ends: after kill -9
no process is left to tell it to. io.kaibo.local.Child does the same for Java programs.

    child.py <process id of the parent> <module> <arguments of the module>
"""

import os
import runpy
import signal
import sys
import threading
import time

LOOK_EVERY = 0.2


def end_with(parent):
    """Ends the server when its parent is another process. It does not ask whether the old parent lives: when that ends, the child has a
    new parent at once. What the server started, such as functions, is in its process group and ends too."""
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    parent, *sys.argv = sys.argv[1:]
    threading.Thread(target=end_with, args=[int(parent)], daemon=True).start()
    runpy.run_module(sys.argv[0], run_name="__main__")
