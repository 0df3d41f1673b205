"""Start of the frozen window: PyInstaller freezes scripts, not functions."""

import sys

from desktop_app.__main__ import window

sys.exit(window())
