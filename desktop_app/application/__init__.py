"""Use cases: one service per noun, one method per verb."""
