"""天数明细: the chips choose whose days are listed; together they are all days."""

from desktop_app.domain.attribution import Party
from desktop_app.gui.dialogs.attributed_days import AttributedDaysDialog


def test_every_day_is_listed_once_under_its_party(full, screen_of):
    screen = screen_of(full)
    case_id = full.overview.today().overdue[0].step.case_id
    found, case = full.outlooks.attribution(case_id), full.cases.get(case_id)
    dialog = AttributedDaysDialog(screen.session, found, case, Party.SPECIAL, screen.window)
    dialog.open()
    assert dialog.chips.current == Party.SPECIAL.name
    counted = 0
    for party in Party:
        dialog.chips.click(party.name)
        lines = [dialog.model.row_at(row) for row in range(dialog.model.rowCount())]
        assert {line.one.party for line in lines} <= {party}
        assert all(line.title == case.template.step(line.one.matter).title for line in lines if line.one.matter)
        assert not any(line.why.startswith(f"“{line.title}”") for line in lines if line.title)
        counted += len(lines)
    dialog.chips.click("all")
    assert dialog.model.rowCount() == counted == len(found.days)
    dialog.reject()
