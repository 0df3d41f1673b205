"""帮办台: the case desk of project-agency teams in development zones."""

__version__ = "0.1.0"
