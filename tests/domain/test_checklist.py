"""The checklist of a step: due beside received, certificates and what was brought besides."""

from __future__ import annotations

import pytest

from desktop_app.domain.checklist import Counts, LineKind, due_counts, step_materials
from desktop_app.domain.custody import Check, MaterialAct
from desktop_app.domain.matter import Material, Matter, ResultPaper
from desktop_app.domain.template import StepTemplate
from tests.domain.test_custody import TODAY, entry, grown

STEP = StepTemplate(
    Matter(
        "A01",
        "立项",
        authority="审批局",
        materials=(
            Material("申请表", "申请表", 2),
            Material("不动产权证书", "原件", 1, tolerable=True),
            Material("营业执照", "复印件", 2, internal_share=True, note="加盖公章"),
            Material("可研报告", "电子件", 1),
        ),
        result=ResultPaper("立项批复"),
    )
)


@pytest.mark.parametrize(
    ("form", "counts"),
    [
        ("原件", Counts(3)),
        ("申请表", Counts(3)),
        ("", Counts(3)),
        ("复印件", Counts(copies=3)),
        ("电子件", Counts(efiles=3)),
        ("原件及复印件", Counts(3, 3)),
        ("复印件、电子件", Counts(0, 3, 3)),
    ],
)
def test_what_is_due_follows_the_form_of_the_material(form, counts):
    assert due_counts(Material("材料", form, 3)) == counts


def test_an_untouched_checklist_lists_everything_asked_and_the_certificate():
    found = step_materials(STEP, [])
    assert [(line.name, line.kind, line.due.words(), line.complete) for line in found.lines] == [
        ("申请表", LineKind.ASKED, "原件 2", False),
        ("不动产权证书", LineKind.ASKED, "原件 1", False),
        ("营业执照", LineKind.ASKED, "复印件 2", False),
        ("可研报告", LineKind.ASKED, "电子件 1", False),
        ("立项批复", LineKind.RESULT, "无", False),
    ]
    assert [line.source for line in found.lines] == ["企业", "企业", "部门共享", "企业", "审批局"]
    assert (found.complete, len(found.asked), found.lines[1].tolerable) == (0, 4, True)


def test_receipts_are_added_up_and_files_count_as_e_files():
    log = grown(
        entry(material="申请表", originals=1),
        entry(entry_id="m2", material="申请表", originals=1, copies=1, check=Check.SEEN),
        entry(MaterialAct.ATTACH, "f", material="可研报告", sha256="a" * 64, file_name="可研.pdf"),
        entry(entry_id="m3", material="营业执照", originals=0, copies=1),
        entry(entry_id="m4", matter="B01", material="不动产权证书"),
    )
    form, deed, licence, study, _result = step_materials(STEP, log.entries).lines
    assert (form.received, form.seen, form.complete, form.check_words) == (Counts(2, 1), 1, True, "收 1、验 1")
    assert (deed.received, deed.complete, deed.last) == (Counts(), False, None)
    assert (licence.received, licence.complete) == (Counts(copies=1), False)
    assert (study.complete, [one.file_name for one in study.files]) == (True, ["可研.pdf"])
    assert len(form.items) == 1 and form.items[0].id == "m1"


def test_the_certificate_and_other_papers_have_lines_of_their_own():
    log = grown(
        entry(material="立项批复", giver="审批局"),
        entry(MaterialAct.GIVE, "m2", item="m1", material="", matter="B01", taker="住建局"),
        entry(entry_id="m3", material="情况说明"),
    )
    lines = step_materials(STEP, log.entries).lines[4:]
    assert [(line.name, line.kind, line.complete) for line in lines] == [
        ("立项批复", LineKind.RESULT, True),
        ("情况说明", LineKind.BESIDES, True),
    ]
    assert [one.act for one in lines[0].entries] == [MaterialAct.RECEIVE, MaterialAct.GIVE]
    assert lines[0].items[0].holder == "住建局"
    assert lines[0].last is not None and lines[0].last.on == TODAY


def test_what_was_taken_back_does_not_count():
    log = grown(entry(), entry(MaterialAct.REVERSE, "r", reverses="m1", reason="收错"))
    deed = step_materials(STEP, log.entries).lines[1]
    assert (deed.received, deed.entries, deed.items) == (Counts(), (), ())
