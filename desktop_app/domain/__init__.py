"""Pure rules: calendar, limits, clocks, templates, cases. Standard library only."""
