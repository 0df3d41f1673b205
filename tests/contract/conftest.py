"""A command line with an empty workspace."""

from pathlib import Path

import pytest

from tests.command_line import CommandLine


@pytest.fixture
def bare(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """No workspace yet."""
    return CommandLine(capsys, tmp_path / "工作区")


@pytest.fixture
def cli(bare: CommandLine) -> CommandLine:
    """An empty workspace."""
    assert bare.here("workspace", "init").code == 0
    return bare
