"""A date that is not firm is never given as one."""

from datetime import date

from desktop_app import bootstrap
from desktop_app.cli import dates
from desktop_app.cli.dates import clock_keys, date_words, due_keys
from desktop_app.domain.clock import derive
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.step_clocks import RunningClock


def test_due():
    day = date(2027, 1, 4)
    assert due_keys(day, True, ()) == {"due": "2027-01-04", "firm": True}
    assert due_keys(None, True, ()) == {"due": None, "firm": True}
    assert due_keys(day, False, (2027,)) == {
        "due": None,
        "firm": False,
        "provisional": "2027-01-04",
        "missing_years": [2027],
    }


def running(start: date, event: str) -> RunningClock:
    limit = Limit(1, Unit.WORKING_DAYS, start=event)
    return RunningClock("promised", limit, start, derive(bootstrap.bundled().calendar, start, limit), None)


def test_a_start_moved_off_a_rest_day_of_an_unknown_year_is_provisional():
    keys = clock_keys(running(date(2027, 1, 4), "received"))
    assert (keys["start"], keys["provisional_start"]) == (None, "2027-01-04")


def test_a_recorded_start_is_a_fact_in_any_year():
    keys = clock_keys(running(date(2027, 1, 4), "accepted"))
    assert (keys["start"], keys["firm"]) == ("2027-01-04", False)
    assert clock_keys(running(date(2026, 11, 5), "received"))["start"] == "2026-11-05"


def test_words():
    assert date_words({"due": "2026-11-19", "firm": True}) == "2026-11-19"
    assert date_words({"due": None, "provisional": "2027-01-04"}) == "2027-01-04（暂估）"
    assert date_words({"due": None}) == "－"


def test_a_line_names_its_clock_and_the_date_before_an_extension():
    promised = {"clock": "promised", "due": "2026-11-17", "firm": True}
    before = {"due": "2026-11-19", "firm": True}
    statutory = {"clock": "statutory", "due": None, "provisional": "2027-01-05", "firm": False, "original": before}
    keys = {**promised, "clocks": [promised, statutory]}
    assert dates.due_words(keys) == "承诺 2026-11-17"
    assert dates.clocks_words(keys) == "承诺 2026-11-17，法定 2027-01-05（暂估）（延期前 2026-11-19）"
    assert dates.due_words({"clock": None, "due": None}) == "－"
    assert dates.clocks_words({"clock": None, "due": None, "clocks": []}) == "－"
