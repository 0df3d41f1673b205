"""Who issues a paper of the command line: whoever is named, the 代办员 of a case, else the command line itself."""

from __future__ import annotations

import pytest

from desktop_app.application.documents import About
from desktop_app.cli.issuer import NOBODY, issuer


@pytest.mark.parametrize(
    ("by", "about", "said"),
    [
        ("乙", About(project_id="p"), "乙"),
        (" ", About(project_id="p"), NOBODY),
        ("", About(), NOBODY),
        ("", About(project_id="p", case_id="c"), ""),
    ],
)
def test_a_paper_without_a_case_is_never_issued_by_nobody(by: str, about: About, said: str) -> None:
    assert issuer(by, about) == said
