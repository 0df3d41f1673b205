"""Start of the frozen command line; the spec file names this script because PyInstaller freezes files, not functions."""

import sys

from desktop_app.__main__ import command

sys.exit(command())
