"""Start of the frozen command line: PyInstaller freezes scripts, not functions."""

import sys

from desktop_app.__main__ import command

sys.exit(command())
