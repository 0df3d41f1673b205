"""指标计算表: the chosen published figure as it went out, whatever the ledger says since."""

import pytest

from desktop_app.application.documents import About
from desktop_app.application.forms.indicator_sheet import choice_of
from desktop_app.domain.partial_date import PartialDate
from desktop_app.domain.refusals import Refusal
from tests.desks import entered, new_desk, on
from tests.documents.reading import page_texts


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path)
    entered(made, "甲厂", batch="签约", investment_yuan=300_000_000, started=PartialDate.of(on("2026-11-03")))
    entered(made, "乙厂", batch="签约", investment_yuan=100_000_000)
    entered(made, "丙厂", batch="签约")
    yield made
    made.close()


def text(desk, **answers):
    return "".join(page_texts(desk.documents.preview("indicator-sheet", About(), answers).content)).replace("\n", "")


def test_without_a_published_figure_it_says_what_to_do(desk):
    with pytest.raises(Refusal, match="还没有发布过指标"):
        text(desk)


def test_the_newest_figure_is_printed_with_everything_it_rests_on(desk):
    desk.indicators.publish("2021-started", "甲")
    desk.indicators.publish("2023-started", "甲", note="11 月月通报")
    said = text(desk)
    assert "3 亿元 ÷ 4 亿元 × 100% = 75.0%（保留 1 位小数）" in said
    assert "2023口径 第 1 版" in said and "11 月月通报" in said and "待核" in said
    assert "开工时间未填" in said and "总投资未填，按 0 计" in said


def test_an_earlier_one_is_chosen_by_name_and_issued(desk):
    first, _ = desk.indicators.publish("2021-started", "甲")
    desk.indicators.publish("2023-started", "甲")
    choice = choice_of(first)
    assert choice in desk.documents.asked("indicator-sheet", About())[0].options
    said = text(desk, figure=choice)
    assert "1 个 ÷ 3 个 × 100% = 33.3%" in said and "未填或不能确定" not in said
    issued = desk.documents.issue("indicator-sheet", About(), {"figure": choice}, "甲")
    assert "D33" in issued.paper.number


def test_a_withdrawn_figure_says_so_and_names_what_stands_for_it(desk):
    wrong, _ = desk.indicators.publish("2023-started", "甲")
    gone, _ = desk.indicators.withdraw(wrong.id, "乙", "投资额录错")
    assert choice_of(gone) == f"{choice_of(wrong)}（已撤回）"
    assert desk.documents.asked("indicator-sheet", About())[0].options == (choice_of(gone),)
    alone = text(desk, figure=choice_of(gone))
    assert "已撤回" in alone and "本数已由乙于2026年11月20日撤回：投资额录错。不要再引用。" in alone
    right, _ = desk.indicators.publish("2021-started", "甲")
    desk.indicators.withdraw(wrong.id, "乙", "", right.id)
    assert "已撤回" not in text(desk)
    assert f"请改用：{right.name}。".replace(" ", "") in text(desk, figure=choice_of(gone)).replace(" ", "")
