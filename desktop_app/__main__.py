"""Entry points: `bangban` opens the window, `bangban-cli` is the command line. Everything is built in `bootstrap`."""

import sys

from desktop_app import bootstrap


def window() -> int:
    """Run the window and return the exit code of the process."""
    return bootstrap.window(sys.argv[1:])


def command() -> int:
    """Run the command line and return its exit code: 0 done, 1 refused, 2 wrong usage, 3 damaged data."""
    return bootstrap.command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(window())
