"""Screenshots: every page and dialog at both sizes, also of a desk that is empty."""

from PySide6.QtGui import QImage

from desktop_app.gui.screenshots import SIZES, take


def test_every_page_is_grabbed_at_both_sizes(full, tmp_path, qtlog):
    made = take(full, tmp_path / "shots")
    assert [record.message for record in qtlog.records] == [], "the tour leaves nothing but its files on the terminal"
    names = {path.stem.rsplit("-", 1)[0] for path in made}
    assert {
        "今日",
        "提醒",
        "项目台账",
        "台账",
        "问题",
        "走访",
        "专班",
        "进度图",
        "一个代办件的进度图",
        "对标",
        "调度",
        "指标",
        "统计",
        "流程模板",
        "流程图",
        "工作日历",
        "设置",
        "项目详情",
        "走势",
        "推进方案",
        "登记",
        "新建项目",
        "编辑项目",
        "调整人员",
        "期限计算书",
        "对标计算书",
        "打印预览",
    } == names
    for width, height in SIZES:
        image = QImage(str(tmp_path / "shots" / f"今日-{width}x{height}.png"))
        assert (image.width(), image.height()) == (width, height)


def test_an_empty_desk_has_its_pages_too(empty, tmp_path):
    assert len(take(empty, tmp_path)) == 16 * len(SIZES)
