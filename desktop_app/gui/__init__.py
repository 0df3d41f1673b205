"""PySide6 adapter: the window."""
