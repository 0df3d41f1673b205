"""A flow drawing as a picture: whole, in its natural size, with its title."""

import xml.etree.ElementTree as ET

from PySide6.QtGui import QImage

from desktop_app.application.flows import flow_of
from desktop_app.gui.widgets.flow_export import png, svg
from tests.builders import template


def test_the_png_holds_the_whole_drawing(qapp):
    flow = flow_of(template())
    image = QImage.fromData(png(flow, "流程图 · 某流程"))
    assert image.width() == round(flow.drawing.width * 2)
    assert image.height() == round((flow.drawing.height + 44) * 2)


def test_the_svg_keeps_its_lettering(qapp):
    root = ET.fromstring(svg(flow_of(template()), "流程图 · 某流程"))
    # Qt may write a line in several runs.
    said = "".join("".join(root.itertext()).split())
    assert "流程图·某流程" in said
    assert "事项A03" in said
    assert "承诺3个工作日" in said
