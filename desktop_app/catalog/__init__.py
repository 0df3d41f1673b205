"""Bundled YAML resources turned into domain values, with file and line in every complaint."""
