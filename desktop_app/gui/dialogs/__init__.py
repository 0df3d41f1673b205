"""Dialogs: each collects one frozen value or shows one thing; rules are asked of the desk, refusals shown inside."""
