"""The menu of a column of a ledger: sort by it, filter by it, hide it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from desktop_app.application.ledger_words import spoken
from desktop_app.domain.ledger_kind import ColumnType
from desktop_app.domain.ledger_query import Condition, Order, Test

if TYPE_CHECKING:
    from desktop_app.gui.widgets.register_pane import RegisterPane

_LONGEST = 12


def column_menu(pane: RegisterPane, key: str) -> QMenu:
    """What can be done with a column, with the value of the chosen row as one of the conditions."""
    menu = QMenu(pane)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    query, kind = pane.asked.query, pane.kind
    if kind is None:
        return menu
    column = kind.column(key)
    menu.setAccessibleName(f"栏“{column.label}”")
    days = column.type in (ColumnType.DAY, ColumnType.DATE)
    for said, descending in (
        ("从早到晚排" if days else "从小到大排", False),
        ("从晚到早排" if days else "从大到小排", True),
    ):
        order = (Order(key, descending),)
        menu.addAction(said, lambda order=order: pane.ask(replace(query, order=order)))
    if query.order:
        menu.addAction("不排序（按登记先后）", lambda: pane.ask(replace(query, order=())))
    menu.addSeparator()
    menu.addAction(f"筛选“{column.label}”…", lambda: pane.filter_column(key))
    row = pane.current()
    if row is not None:
        text = spoken(kind, row).get(key, "")
        only = Condition(key, Test.IS, (text,)) if text else Condition(key, Test.EMPTY)
        said = _short(row.words.get(key, "")) if text else "没填的"
        menu.addAction(f"只看“{said}”", lambda: pane.put_condition(key, only))
    if any(one.column == key for one in query.conditions):
        menu.addAction("去掉这一栏的条件", lambda: pane.put_condition(key, None))
    menu.addSeparator()
    keys = [one for one in pane.table.keys_in_order() if one != key]
    if keys:
        menu.addAction("不显示这一栏", lambda: pane.show_columns(keys))
    menu.addAction("选显示的栏…", pane.choose_columns)
    return menu


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
