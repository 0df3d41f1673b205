"""Labels: names that do not fit end in … and are whole in the tooltip; layouts can be emptied and filled again."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.gui.widgets.labels import Derivation, Elided, Facts, breakable, clear, words

LONG = "山西省临汾经济开发区某某新材料科技股份有限公司年产一百七十万吨焦化及配套余热发电综合利用技术改造项目"


def test_long_names_elide_with_the_whole_name_as_tooltip(qtbot):
    label = Elided(LONG)
    qtbot.addWidget(label)
    label.resize(120, 24)
    label.show()
    assert label.text() != LONG and label.text().endswith("…")
    assert label.toolTip() == LONG
    assert label.accessibleName() == LONG
    label.resize(2000, 24)
    assert label.text() == LONG
    assert label.toolTip() == ""


def test_long_runs_of_letters_go_on_in_the_next_line(qtbot):
    facts = Facts()
    qtbot.addWidget(facts)
    facts.show_facts([("问题描述", breakable("A" * 70))])
    assert facts.minimumSizeHint().width() < facts.fontMetrics().horizontalAdvance("A" * 35)
    assert breakable("A" * 70).replace("\u200b", "") == "A" * 70
    assert breakable("WT-2026-001 示例新材料公司") == "WT-2026-001 示例新材料公司"


def test_text_is_never_taken_for_markup(qtbot):
    label = words("<b>甲</b>")
    qtbot.addWidget(label)
    assert label.text() == "<b>甲</b>"
    assert label.textFormat().name == "PlainText"


def test_facts_and_lines_are_replaced_not_added(qtbot):
    facts, card = Facts(), Derivation()
    for widget in (facts, card):
        qtbot.addWidget(widget)
    for _ in range(2):
        facts.show_facts([("代办员", "甲"), ("灯号", QWidget())])
        card.show_lines("为什么是 11 月 19 日到期", [("承诺时限", "8 个工作日"), ("承诺到期", "11-19")], ("承诺到期",))
    assert facts.layout().count() == 4
    assert card.inside.count() == 3


def test_clear_empties_nested_layouts(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    outer = QVBoxLayout(holder)
    inner = QVBoxLayout()
    inner.addWidget(words("里"))
    outer.addLayout(inner)
    outer.addWidget(words("外"))
    clear(outer)
    assert outer.count() == 0
    assert holder.findChildren(QWidget) == []
