"""The run's report, in plain lines: each step as it passes, and the rest at the end."""

import textwrap

WIDTH = 120
MARGIN = " " * 11

_tables = []
_skipped = []
_beats = []


def title(text):
    print(f"{text}\n", flush=True)


def beat(name):
    """Says that the following steps are played in this beat."""
    print(f"{name[0].upper()}{name[1:]}", flush=True)


def beat_passed(name, seconds):
    """For the end."""
    _beats.append((name, seconds))


def passed(name, seconds, seen):
    print(f"  {seconds:5.1f} s  {name}", flush=True)
    print(textwrap.fill(seen, WIDTH, initial_indent=MARGIN, subsequent_indent=MARGIN), flush=True)


def skipped(text):
    """Says what was not looked at, and why, now and once more at the end."""
    _skipped.append(text)
    print(f"\n  !!!!!!!  {text}\n", flush=True)


def table(name, heads, rows):
    """For the end."""
    _tables.append((name, [heads, *([str(cell) for cell in row] for row in rows)]))


def failed(seconds, why):
    print(f"\nFAILED after {seconds:.0f} s: {why}", flush=True)


def end(seconds):
    """Says the tables, and that all is well or what was not looked at."""
    table("Beats", ["beat", "seconds"], [(name, f"{spent:.1f}") for name, spent in _beats])
    for name, rows in _tables:
        widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
        print(f"\n{name}\n")
        for row in rows:
            print("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())
    print(f"\n{'All that was looked at' if _skipped else 'All'} is well, after {seconds:.0f} s.")
    print("".join(f"{text}\n" for text in _skipped), end="", flush=True)
