"""What official systems call states and matters."""

import pytest

from desktop_app.domain.official_record import OFFICIAL_WORDS, OfficialState, matter_words, official_state


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("办结（通过）", OfficialState.DONE),
        ("办结(容缺通过)", OfficialState.DONE),
        ("办结(不通过)", OfficialState.REFUSED),
        ("不予受理", OfficialState.REFUSED),
        ("特别程序开始", OfficialState.SPECIAL),
        ("特别程序结束", OfficialState.ACCEPTED),
        ("补正开始", OfficialState.CORRECTING),
        ("补正结束", OfficialState.RECEIVED),
        ("撤件待确认", OfficialState.WITHDRAWN),
        ("无需办理", OfficialState.NOT_NEEDED),
        (" 审批 中 ", OfficialState.IN_HAND),
        ("不知道", None),
    ],
)
def test_words_of_the_exchange_views(word, state):
    assert official_state(word) is state


def test_every_state_has_its_word():
    assert OFFICIAL_WORDS.keys() == set(OfficialState)


def test_names_are_compared_without_what_systems_add():
    assert matter_words("建设用地规划许可证核发（首次）") == matter_words("建设用地规划许可证")
    assert matter_words("生态环境影响报告表审批") == matter_words("生态环境影响报告表")
    assert matter_words("审批") == "审批"
