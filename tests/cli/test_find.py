"""A case is named by its id or by an unmistakable beginning of it."""

import pytest

from desktop_app.cli.find import find_case
from desktop_app.domain.refusals import Refusal


class Cases:
    """Cases whose record is their id."""

    def get(self, case_id):
        return case_id


class Overview:
    def __init__(self, *ids):
        self.ids = ids

    def every_case_id(self):
        return [("project", one) for one in self.ids]


class Desk:
    def __init__(self, *ids):
        self.cases, self.overview = Cases(), Overview(*ids)


def test_whole_and_beginning():
    desk = Desk("aaaaaaaa-1111", "aaaaaaaa-2222")
    assert find_case(desk, " AAAAAAAA-1111 ") == "aaaaaaaa-1111"
    assert find_case(desk, "aaaaaaaa-2") == "aaaaaaaa-2222"


def test_a_whole_id_counts_even_if_another_begins_with_it():
    assert find_case(Desk("aaaaaaaa", "aaaaaaaab"), "aaaaaaaa") == "aaaaaaaa"


@pytest.mark.parametrize(("reference", "said"), [("aaaaaaaa", "不止一个"), ("aaaa", "太短"), ("bbbbbbbb", "没有找到")])
def test_what_is_mistakable_is_refused(reference, said):
    with pytest.raises(Refusal, match=said):
        find_case(Desk("aaaaaaaa-1111", "aaaaaaaa-2222"), reference)
