"""The sheet the rivals set has the same words as ours, as often as asked for; what fails is no figure."""

import subprocess
import sys

import pytest

from bench import rivals
from tests.documents.samples import SAMPLES


def test_the_html_says_what_the_sheet_says():
    data = SAMPLES["service-sheet", "short"]
    html = rivals.page(data, 3)
    assert html.count("<section>") == 3
    assert html.count(data.steps[0].title) >= 3
    assert html.count(data.project) == 3


def test_a_rival_that_fails_is_no_figure(tmp_path):
    with pytest.raises(subprocess.CalledProcessError):
        rivals.run([sys.executable, "-c", "raise SystemExit(3)"])
    single = [tmp_path / "1.html", tmp_path / "2.html"]
    told = rivals.commands(single, tmp_path / "all.html", tmp_path)
    assert set(told) == {"LibreOffice", "WeasyPrint"}
    assert told["LibreOffice"][-2:] == [str(path) for path in single]
    assert str(tmp_path / "all.html") in told["WeasyPrint"]
