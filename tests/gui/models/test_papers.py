"""The register as a table model."""

from desktop_app.gui.models.papers import PapersModel


def test_it_keeps_the_rules_of_a_model(full, screen_of, qtmodeltester):
    screen = screen_of(full)
    _project, case = full.overview.every_case_id()[0]
    number = full.documents.issue("handover", case, {}, "甲").paper.number
    model = PapersModel(screen.session)
    model.show_ids([number])
    qtmodeltester.check(model)
    screen.rest()
    assert model.index(0, 0).data() == number
    qtmodeltester.check(model)
