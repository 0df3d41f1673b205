"""Answers go out in UTF-8, escaped where a name has no UTF-8 form."""

import io
import json
import sys

from desktop_app.cli.speech import as_json, complain, say, speak_utf8


def test_a_name_of_broken_bytes_is_escaped_and_stays_json(monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    speak_utf8()
    say(as_json({"out": "临\udcff"}))
    assert raw.getvalue() == '{"out": "临\\udcff"}\n'.encode()
    assert json.loads(raw.getvalue()) == {"out": "临\udcff"}


def test_complaints_go_to_stderr(capsys):
    complain("请核对日期")
    assert capsys.readouterr() == ("", "请核对日期\n")
