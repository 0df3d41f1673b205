"""The binding keeps its references: PySide6 6.12 on Python 3.11 drops one to None per void call, and dies of it."""

import sys

import PySide6
from PySide6.QtWidgets import QLabel

CALLS = 1000


def test_void_calls_keep_the_reference_to_none(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        label.setText("帮办台")
    assert before - sys.getrefcount(None) < CALLS // 10


def test_the_measured_version_is_installed():
    assert PySide6.__version__ in {"6.9.3", "6.8.0.2"}, "another version needs measuring first: docs/decisions/0002"
