"""Who issues a paper that the command line makes."""

from __future__ import annotations

from desktop_app.application.documents import About

NOBODY = "命令行"
"""Who is named where nobody was, as for the other commands."""


def issuer(by: str, about: About) -> str:
    """Who issues a paper: whoever is named, else the 代办员 of its case; one without a case says where it came from."""
    return by.strip() or ("" if about.case_id else NOBODY)
