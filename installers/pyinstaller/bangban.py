"""Start of the frozen window; the spec file names this script because PyInstaller freezes files, not functions."""

import sys

from desktop_app.__main__ import window

sys.exit(window())
