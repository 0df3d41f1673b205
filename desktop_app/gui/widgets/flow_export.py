"""A flow drawing as a picture: the whole sheet in its natural size, as PNG or SVG bytes."""

from __future__ import annotations

from desktop_app.application.flows import Flow
from desktop_app.gui.widgets import sheet_picture
from desktop_app.gui.widgets.flow_sheet import FlowSheet


def png(flow: Flow, title: str) -> bytes:
    """The drawing as PNG; raises OSError."""
    return sheet_picture.png(FlowSheet(flow), title)


def svg(flow: Flow, title: str) -> bytes:
    """The drawing as SVG, whose lettering stays text."""
    return sheet_picture.svg(FlowSheet(flow), title)
