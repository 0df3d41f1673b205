"""The lane: every answer arrives, on the GUI thread, once; none after closing or for a view that is gone."""

import threading
from itertools import count

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop_app.domain.refusals import Refusal
from desktop_app.gui.lanes import Lane

MANY = 500


def test_all_results_arrive_in_order_on_the_gui_thread(lane, qtbot):
    here, seen, threads = threading.get_ident(), [], set()

    def done(value):
        seen.append(value)
        threads.add(threading.get_ident())

    for number in range(MANY):
        lane.run(lambda _report, number=number: (number, threading.get_ident() == here), done)
    qtbot.waitUntil(lambda: lane.idle)
    assert seen == [(number, False) for number in range(MANY)]
    assert threads == {here}


def test_a_refusal_goes_to_the_one_who_asked(lane, qtbot):
    heard = []

    def refuse(_report):
        raise Refusal.say("不能这样")

    lane.run(refuse, pytest.fail, heard.append)
    qtbot.waitUntil(lambda: lane.idle)
    assert [str(error) for error in heard] == ["不能这样"]


def test_what_nobody_hears_goes_to_trouble(lane, qtbot):
    with qtbot.waitSignal(lane.trouble) as told:
        lane.run(lambda _report: 1 // 0)
    assert isinstance(told.args[0], ZeroDivisionError)


def test_progress_is_told_and_a_long_work_can_be_cancelled(lane, qtbot):
    told, ended = [], []

    def long(report):
        try:
            for number in count():
                report(number, 0, "第几步")
        finally:
            ended.append(True)

    job = lane.run(long, pytest.fail, pytest.fail, progress=lambda *args: (told.append(args), job.cancel()))
    qtbot.waitUntil(lambda: lane.idle)
    assert told == [(0, 0, "第几步")]
    assert ended == [True]
    assert job.over


def test_a_cancelled_job_that_waits_never_starts(lane, qtbot):
    gate, begun = threading.Event(), []
    lane.run(lambda _report: gate.wait(5))
    lane.run(lambda _report: begun.append(True), pytest.fail).cancel()
    gate.set()
    qtbot.waitUntil(lambda: lane.idle)
    assert begun == []


def test_nothing_is_answered_after_closing(qtbot):
    lane, gate, heard, finished = Lane(), threading.Event(), [], []

    def slow(_report):
        gate.wait(5)
        finished.append(True)

    lane.run(slow, heard.append, heard.append)
    lane.run(lambda _report: finished.append("second"), heard.append, heard.append)
    gate.set()
    lane.close()
    lane.run(lambda _report: finished.append("late"), heard.append, heard.append)
    QApplication.processEvents()
    assert heard == []
    assert "late" not in finished
    assert set(finished) <= {True, "second"}


def test_a_view_that_is_gone_is_not_called(lane, qtbot):
    owner, gate, heard = QObject(), threading.Event(), []
    lane.run(lambda _report: gate.wait(5), heard.append, heard.append, owner=owner)
    owner.deleteLater()
    QApplication.sendPostedEvents(owner, 0)
    QApplication.processEvents()
    gate.set()
    qtbot.waitUntil(lambda: lane.idle)
    assert heard == []
