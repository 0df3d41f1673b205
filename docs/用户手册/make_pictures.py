"""Takes the pictures of this manual again: the window on demonstration data, always on the same morning.

Run from the checkout: `.venv/bin/python docs/用户手册/make_pictures.py`. It needs no screen and writes
into the folder 图 beside it.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Nothing this person's own window remembers may show in a picture.
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp(prefix="bangban-pictures-")

from PIL import Image  # noqa: E402
from PySide6.QtCore import QDate, QEventLoop, QTimer  # noqa: E402
from PySide6.QtGui import QImage  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog, QWidget  # noqa: E402

from desktop_app.application.approvals import Statement  # noqa: E402
from desktop_app.application.cases import Opening  # noqa: E402
from desktop_app.application.changes import Changes  # noqa: E402
from desktop_app.application.demo import SAMPLE, build_demo  # noqa: E402
from desktop_app.application.desk import Desk  # noqa: E402
from desktop_app.application.documents import About  # noqa: E402
from desktop_app.application.volumes import VolumeChoice  # noqa: E402
from desktop_app.bootstrap import open_desk  # noqa: E402
from desktop_app.domain.benchmark import Benchmark, BenchmarkPoint  # noqa: E402
from desktop_app.domain.benchmark_definition import DefinitionDraft  # noqa: E402
from desktop_app.domain.events import Verb  # noqa: E402
from desktop_app.domain.limit import Limit, Unit  # noqa: E402
from desktop_app.domain.officer import Leave  # noqa: E402
from desktop_app.domain.project import Project  # noqa: E402
from desktop_app.domain.rhythm import Cadence, period_of  # noqa: E402
from desktop_app.domain.unfinished import PROPOSED_DAYS  # noqa: E402
from desktop_app.gui.app import make_application  # noqa: E402
from desktop_app.gui.dialogs.act import ActDialog  # noqa: E402
from desktop_app.gui.dialogs.back_schedule import BackScheduleDialog  # noqa: E402
from desktop_app.gui.dialogs.benchmark import BenchmarkDialog  # noqa: E402
from desktop_app.gui.dialogs.clock_sheet import ClockSheetDialog  # noqa: E402
from desktop_app.gui.dialogs.handover import HandoverDialog  # noqa: E402
from desktop_app.gui.dialogs.import_entries import ImportEntriesDialog  # noqa: E402
from desktop_app.gui.dialogs.import_ledger import ImportDialog  # noqa: E402
from desktop_app.gui.dialogs.ladder import LadderDialog  # noqa: E402
from desktop_app.gui.dialogs.material import ReceiveDialog  # noqa: E402
from desktop_app.gui.dialogs.new_project import NewProjectDialog  # noqa: E402
from desktop_app.gui.dialogs.open_case import OpenCaseDialog  # noqa: E402
from desktop_app.gui.dialogs.preview import PreviewDialog  # noqa: E402
from desktop_app.gui.dialogs.reconcile import ReconcileDialog  # noqa: E402
from desktop_app.gui.dialogs.verify import VerifyDialog  # noqa: E402
from desktop_app.gui.dialogs.volume import VolumeDialog  # noqa: E402
from desktop_app.gui.dialogs.wording import WordingDialog  # noqa: E402
from desktop_app.gui.pages.benchmarks import BenchmarksPage  # noqa: E402
from desktop_app.gui.pages.gantt import GanttPage  # noqa: E402
from desktop_app.gui.pages.project import ProjectDetailPage  # noqa: E402
from desktop_app.gui.pages.register import IssuesPage  # noqa: E402
from desktop_app.gui.pages.rhythm import RhythmPage  # noqa: E402
from desktop_app.gui.pages.statistics import StatisticsPage  # noqa: E402
from desktop_app.gui.pages.template import TemplatePage  # noqa: E402
from desktop_app.gui.pages.today import TodayPage  # noqa: E402
from desktop_app.gui.session import Session  # noqa: E402
from desktop_app.gui.window import MainWindow  # noqa: E402
from desktop_app.locations import resources  # noqa: E402

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=8)))
"""The Monday morning of the pictures."""
SIZE = (1366, 768)
PICTURES = HERE / "图"
_COLOURS = 256
_PATIENCE = 60_000
_STEP = 20


class Camera:
    """A window on a desk, and its pictures."""

    def __init__(self, app: QApplication, desk: Desk) -> None:
        self.app, self.desk = app, desk
        self.session = Session(desk)
        self.session.sit_down("甲")
        self.window = MainWindow(self.session)
        self.trouble: list[Exception] = []
        self.session.lane.trouble.connect(self.trouble.append)
        self.window.resize(*SIZE)
        self.window.show()
        self.settle()
        # What is new this morning is told in chapter 10; elsewhere the line would only take room.
        self.window.notice.hide()

    def page(self, name: str, key: str, argument: object = None) -> None:
        """The whole window on one page."""
        self.window.go(key, argument)
        self.settle()
        self.keep(name, self.window)

    def dialog(self, name: str, dialog: QDialog, prepare: Callable[[], object] = lambda: None) -> None:
        """One dialog, made ready."""
        dialog.show()
        self.settle()
        prepare()
        self.settle()
        self.keep(name, dialog)
        # Not closed: what was filled in for the picture would be asked about.
        dialog.done(0)
        self.settle()

    def keep(self, name: str, widget: QWidget) -> None:
        """Write a picture with few colours, which keeps it small."""
        PICTURES.mkdir(exist_ok=True)
        path = PICTURES / f"{name}.png"
        shot = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        full = Image.frombuffer(
            "RGB", (shot.width(), shot.height()), bytes(shot.constBits()), "raw", "RGB", shot.bytesPerLine(), 1
        )
        # Without dithering letters stay clean.
        full.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)
        sys.stdout.write(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1024} KB\n")

    def settle(self) -> None:
        """Wait until nothing is being read and everything is painted; what went wrong is raised."""
        loop, waited, calm = QEventLoop(), 0, 0
        timer = QTimer()
        timer.setInterval(_STEP)

        def look() -> None:
            nonlocal waited, calm
            waited += _STEP
            calm = calm + 1 if self.session.lane.idle else 0
            if calm > 3 or waited > _PATIENCE:
                loop.quit()

        timer.timeout.connect(look)
        timer.start()
        loop.exec()
        if self.trouble:
            raise self.trouble[0]
        if waited > _PATIENCE:
            raise TimeoutError("the window did not come to rest within a minute")

    def close(self) -> None:
        """Close the window and its lane."""
        self.window.close()
        self.session.close()
        self.window.deleteLater()
        self.app.processEvents()


@contextmanager
def camera(folder: Path, *, demo: bool) -> Iterator[Camera]:
    """A camera on an empty or a demonstration workspace."""
    with closing(open_desk(folder, now=lambda: NOW, create=True)) as desk:
        if demo:
            build_demo(desk, NOW.date())
        with closing(Camera(make_application(), desk)) as made:
            yield made


def first_steps(shot: Camera) -> None:
    """What a person sees who has nothing yet."""
    shot.page("01-第一次打开", "today")
    ledger = resources() / "samples" / SAMPLE
    dialog = ImportDialog(shot.session, shot.window)

    def read() -> None:
        dialog.try_file(ledger)
        shot.settle()
        dialog.file_row.path.setText(SAMPLE)
        dialog.tabs.setCurrentIndex(1)

    shot.dialog("03-试读台账", dialog, read)
    new = NewProjectDialog(shot.session, shot.window)

    def fill() -> None:
        new.facts.name.setText("年产两万套精密铸件项目")
        new.facts.enterprise.setText("某某机械有限公司")
        new.facts.zone.setText("临汾经济开发区")
        new.facts.amount.setText("1.2")
        new.facts.signed.setText("2026年9月")

    shot.dialog("04-项目情况", new, fill)


def daily_work(shot: Camera) -> None:
    """What a person sees on an ordinary morning."""
    desk = shot.desk
    shot.page("02-今日", "today")
    shot.page("03-项目台账", "ledger", "")
    row = desk.overview.today().overdue[0].step
    shot.page("05-项目详情", "project", row.project_id)
    panel = desk.overview.step_panel(row.case_id, row.matter)
    shot.dialog("05-暂停计时", ActDialog(shot.session, panel, Verb.SUSPEND, shot.session.today, shot.window))
    opening = OpenCaseDialog(shot.session, panel.project, shot.window)
    shot.dialog("04-选流程和代办员", opening)
    opening = OpenCaseDialog(shot.session, panel.project, shot.window)
    shot.dialog("04-可选环节", opening, lambda: opening.step_to(1))
    opening = OpenCaseDialog(shot.session, panel.project, shot.window)
    shot.dialog("04-以前办完的环节", opening, lambda: opening.step_to(2))
    shot.page("06-工作日历", "calendar")
    sheet = About(row.case_id, row.matter)
    shot.dialog("06-期限计算书", ClockSheetDialog(shot.session, sheet, shot.window))
    ahead(shot, row.project_id, row.case_id)
    shot.page("10-提醒", "reminders")
    version = desk.reminders.ladder()
    shot.dialog("10-催办阶梯", LadderDialog(shot.session, version, shot.window))
    materials(shot)
    preview = PreviewDialog(shot.session, "service-sheet", row.case_id, shot.window)
    preview.resize(1180, 700)
    shot.dialog("07-打印预览", preview)
    texts = WordingDialog(shot.session, desk.wording.all(), shot.window)
    shot.dialog("07-文书文字", texts, lambda: texts.choose("entrustment.powers"))


def ahead(shot: Camera, project_id: str, case_id: str) -> None:
    """What a person sees who looks ahead: the trend, a plan counted back from a target, the chart with both."""
    shot.window.go("project", project_id)
    shot.settle()
    page = shot.window.page
    assert isinstance(page, ProjectDetailPage)
    page.tabs.setCurrentIndex([page.tabs.tabData(number) for number in range(page.tabs.count())].index("trend"))
    shot.settle()
    shot.keep("12-走势", shot.window)
    trend = page.trend.view.trend
    assert trend is not None
    draft = BackScheduleDialog(shot.session, trend, shot.window)

    def fill() -> None:
        draft.lengths["SG02"].amount.setValue(180)
        draft.target.setDate(QDate(2027, 12, 31))
        draft.reason.setText("企业要求年内投产")
        draft.try_out()

    shot.dialog("13-倒排工期", draft, fill)
    shot.desk.plans.freeze(case_id, date(2027, 12, 31), "甲", lengths={"SG02": Limit.parse("180ND")})
    page.refresh()
    page.trend.view.chosen.setCurrentIndex(1)
    shot.settle()
    shot.keep("13-推进方案", shot.window)
    shot.window.go("gantt", case_id)
    shot.settle()
    chart = shot.window.page
    assert isinstance(chart, GanttPage)
    chart.view.zoom_by(-2)
    shot.settle()
    shot.keep("11-进度图", shot.window)


def materials(shot: Camera) -> None:
    """The checklist of a case with an original out too long and its scan, the dialog that receives, a slip."""
    desk = shot.desk
    (out,) = desk.materials.out()
    item = out.item
    shot.window.go("project", item.received.project_id)
    shot.settle()
    page = shot.window.page
    assert isinstance(page, ProjectDetailPage)
    page.tabs.setCurrentIndex([page.tabs.tabData(number) for number in range(page.tabs.count())].index("materials"))
    shot.settle()
    pane = page.materials
    pane.show_case(item.received.case_id)
    shot.settle()
    row = pane.model.find(item.received.matter, item.received.material)
    pane.table.setCurrentIndex(pane.model.index(row, 0))
    shot.settle()
    shot.keep("17-材料与原件", shot.window)
    found = pane.found
    assert found is not None
    line = found.steps[1].lines[0]
    shot.dialog("17-收件", ReceiveDialog(shot.session, found.case, found.steps[1].step.code, line, shot.window))
    slip = PreviewDialog(shot.session, "custody-slip", found.case.id, shot.window)
    slip.resize(1180, 700)
    shot.dialog("17-流转单", slip)


def benchmarks(shot: Camera) -> None:
    """The page 对标, a definition being edited, and a record that fell a moment ago."""
    desk = shot.desk
    ends = BenchmarkPoint("QQ04", "done"), BenchmarkPoint("KG01", "done")
    mark = Benchmark("本区 60 天（签约→开工）", *ends, 60, Unit.WORKING_DAYS, "开发区 2026 年目标责任书", ("SG02",))
    own, _ = desk.benchmarks.add(DefinitionDraft(mark), "甲")
    shot.window.go("benchmarks")
    shot.settle()
    page = shot.window.page
    assert isinstance(page, BenchmarksPage)
    page.definitions.selectRow(0)
    shot.settle()
    shot.keep("15-对标", shot.window)
    matters, forms = desk.benchmarks.matters(), desk.benchmarks.templates()
    shot.dialog("15-修改对标", BenchmarkDialog(shot.session, matters, forms, own=own, parent=shot.window))
    project = desk.projects.add(Project(id="", name="（演示）快办项目", zone="临汾经济开发区", demo=True), "甲")[0]
    case = desk.cases.open(Opening(project.id, "SX-ZS", date(2026, 11, 18), "甲"), "甲")[0]
    told = Changes()
    for verb, day in ((Verb.ACCEPT, date(2026, 11, 18)), (Verb.FINISH, date(2026, 11, 18))):
        for matter in ("QQ01", "QQ02"):
            told = desk.approvals.decide(case.id, verb, matter, Statement(day, "甲", reason="演示")).changes
    shot.session.announce(told)
    shot.window.go("today")
    shot.settle()
    today = shot.window.page
    assert isinstance(today, TodayPage)
    assert today.record.isVisible(), "a record fell"
    shot.keep("15-纪录刷新", today.record)


def templates(shot: Camera) -> None:
    """The templates, one of them drawn, and its draft."""
    key = "SX-BA-CNZ"
    shot.page("14-流程模板", "templates", key)
    shot.page("14-流程图", "template", (key, "", ""))
    stored = shot.desk.drafts.begin("SX-ZL", "甲")
    shot.window.go("template", ("SX-ZL", "", stored.id))
    shot.settle()
    page = shot.window.pages["template"]
    assert isinstance(page, TemplatePage)
    page.pane.choose("LX01")
    page.pane.view.zoom_by(1)
    shot.settle()
    shot.keep("14-编辑草稿", shot.window)


def papers(shot: Camera) -> None:
    """The register with a void and a re-issued paper, and a code that differs from what the paper shows."""
    desk = shot.desk
    cases = [case for _project, case in desk.overview.every_case_id()][:3]
    for case in cases:
        desk.documents.issue("service-sheet", case, {}, "甲")
    last = desk.documents.issue("handover", cases[1], {"received_by": "丁"}, "乙").paper.number
    desk.papers.void("BB-2026-A-D11-0002", "企业名称有误", "甲")
    old = desk.papers.draft_of("BB-2026-A-D11-0001")
    desk.documents.issue(old.form, old.about, old.answers, "甲", replaces=old.number)
    shot.page("16-文书登记", "papers")
    dialog = VerifyDialog(shot.session, shot.window)

    def differ() -> None:
        dialog.typed.setText(f"{last} {_short_code(desk, last)}")
        dialog.submit()
        shot.settle()
        dialog.check.fields["received_by"].setText("戊")
        dialog.submit()

    shot.dialog("16-验真", dialog, differ)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "金刚石项目卷宗.zip"
        file.write_bytes(desk.volumes.make(cases[1], VolumeChoice({"file_number": "LF-2026-017"}), "甲").content)
        shot.dialog("16-打开卷宗", VolumeDialog(shot.session, file, shot.window))


def _short_code(desk: Desk, number: str) -> str:
    with desk.papers.open_work(writes=False) as work:
        mark = work.register.mark(number)
    assert mark is not None
    return mark.short


def reconciliation(shot: Camera) -> None:
    """对账 with an export that differs in one running step, and knows one step by another name."""
    desk = shot.desk
    names = {project.id: project.name for project in desk.projects.all()}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "工改系统导出.csv"
        lines = ["项目代码,项目名称,审批事项,办件状态,收件时间,受理时间,办结时间"]
        for _project, case_id in desk.overview.every_case_id()[:3]:
            case = desk.cases.get(case_id)
            for code, progress in case.situation().progress.items():
                attempt = progress.attempt
                if attempt and attempt.accepted and attempt.outcome is None and not attempt.open_suspensions:
                    title = case.template.step(code).title
                    told = f"办结,,{attempt.accepted},{desk.overview.day()}"
                    lines.append(f",{names[case.project_id]},{title},{told}")
        file.write_text("\n".join(lines) + "\n", "utf-8-sig")
        dialog = ReconcileDialog(shot.session, shot.window)

        def chosen() -> None:
            dialog.resize(1280, 640)
            dialog.compare(file)
            shot.settle()
            dialog.file_row.path.setText(file.name)
            dialog.table.selectRow(0)
            dialog.decide("take")

        shot.dialog("23-对账", dialog, chosen)


def registers(shot: Camera) -> None:
    """问题 with an overdue row explained."""
    shot.window.go("issues")
    shot.settle()
    page = shot.window.page
    assert isinstance(page, IssuesPage)
    page.toggle_panel()
    late = next(place for place, row in enumerate(page.pane.model.rows) if "逾期 " in row.cells.get("lamp", ""))
    page.pane.table.setCurrentIndex(page.pane.model.index(late, 0))
    shot.settle()
    shot.keep("18-台账", shot.window)


def files(shot: Camera) -> None:
    """Importing visits that another office kept under its own headers."""
    lines = [
        "序号,走访时间,走访企业名称,服务方式,谈到的事项,反映问题,陪同领导",
        "1,2026.11.18,示例精密制造公司,上门,扩建用地,红线范围待定,某某",
        "2,２０２６年１１月１９日,示例新材料公司,线上,二期用电,增容周期长,",
        "3,2026-11-20,示例装备公司,陪同,环评公示,,某某",
    ]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "11月走访情况.csv"
        file.write_text("\n".join(lines) + "\n", "utf-8-sig")
        dialog = ImportEntriesDialog(shot.session, shot.desk.entries.kinds.get("visits"), {}, shot.window)

        def tried() -> None:
            dialog.resize(1120, 560)
            dialog.try_file(file)
            shot.settle()
            dialog.file_row.path.setText(file.name)
            dialog.tabs.setCurrentIndex(0)
            dialog.mapping.table.selectRow(2)

        shot.dialog("19-导入", dialog, tried)


def people(shot: Camera) -> None:
    """专班 on a day with a leave, and a handover as it is counted."""
    today = NOW.date()
    shot.desk.officers.save_leave(Leave("", "丁", today, today + timedelta(days=2), "培训", "丙"), "甲")
    shot.page("22-专班", "officers")
    dialog = HandoverDialog(shot.session, ["甲", "乙", "丙", "丁"], ["甲", "乙", "丙", "丁"], "乙", shot.window)

    def counted() -> None:
        dialog.resize(960, 640)
        dialog.taker.setCurrentIndex(dialog.taker.findData("丙"))
        dialog.taker.activated.emit(dialog.taker.currentIndex())
        dialog.reason.setText("岗位调整")

    shot.dialog("22-交接", dialog, counted)


def statistics(shot: Camera) -> None:
    """统计 of today with a bar chosen, and of a past day with its late entries."""
    shot.window.go("statistics", "lamps")
    shot.settle()
    page = shot.window.page
    assert isinstance(page, StatisticsPage)
    page.lines.selectRow(page.line_model.rowCount() - 1)
    shot.settle()
    shot.keep("20-统计", shot.window)
    shot.window.go("statistics", "on-time")
    shot.settle()
    page.bar.at.as_of.setDate(QDate(2026, 11, 12))
    shot.settle()
    page.beside.setCurrentIndex(1)
    shot.settle()
    shot.keep("20-截至过去", shot.window)
    page.bar.back_to_today()
    shot.settle()


def rates(shot: Camera) -> None:
    """指标 of a day a little while ago, with the days of 三未 set and a figure published."""
    shot.desk.indicators.set_thresholds(PROPOSED_DAYS, "甲")
    shot.desk.indicators.publish("2023-produced", "甲", note="11 月月通报")
    shot.page("20-指标", "indicators", "unfinished")


def reports(shot: Camera) -> None:
    """调度: a week nobody has reported on, and a report that was issued, with what was entered late since."""
    last_week = period_of(Cadence.WEEK, NOW.date() - timedelta(days=7))
    shot.desk.rhythm.begin(last_week.first)
    shot.window.go("rhythm", last_week)
    shot.settle()
    shot.keep("21-调度", shot.window)
    shot.desk.rhythm.issue(Cadence.WEEK, "甲", last_week.first)
    late = shot.desk.overview.today("").overdue[0].step
    told = Statement(on=last_week.first + timedelta(days=2), by="乙")
    an_hour_later = replace(shot.desk.approvals, now=lambda: NOW + timedelta(hours=1))
    an_hour_later.decide(late.case_id, Verb.FINISH, late.matter, told)
    page = shot.window.page
    assert isinstance(page, RhythmPage)
    page.refresh()
    shot.settle()
    page.tabs.setCurrentIndex(1)
    shot.settle()
    shot.keep("21-已出", shot.window)
    page.tabs.setCurrentIndex(0)


def main() -> None:
    """Take every picture."""
    with tempfile.TemporaryDirectory() as folder:
        with camera(Path(folder) / "新工作区", demo=False) as shot:
            first_steps(shot)
        with camera(Path(folder) / "演示工作区", demo=True) as shot:
            daily_work(shot)
            statistics(shot)
            templates(shot)
            benchmarks(shot)
            papers(shot)
            reconciliation(shot)
            registers(shot)
            files(shot)
            people(shot)
            rates(shot)
            reports(shot)


if __name__ == "__main__":
    main()
