"""The application: Qt set up for Chinese offices, the main window on an open desk, and the loop."""

from __future__ import annotations

import logging
import sys

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop_app.application.desk import Desk
from desktop_app.gui.session import Session
from desktop_app.gui.theme import load_fonts, palette, stylesheet
from desktop_app.gui.window import MainWindow
from desktop_app.locations import resources

_log = logging.getLogger(__name__)


def make_application() -> QApplication:
    """The one QApplication, in Chinese and in the look of the desk; made on first call, dressed on every call.

    Raises FileNotFoundError when a bundled font or Qt's own Chinese words are missing.
    """
    found = QApplication.instance()
    if isinstance(found, QApplication):
        app = found
    else:
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
        app = QApplication(sys.argv[:1])
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    _speak_chinese(app)
    app.setApplicationName("bangban")
    app.setApplicationDisplayName("帮办台")
    app.setWindowIcon(QIcon(str(resources() / "icons" / "bangban.svg")))
    app.setStyle("Fusion")
    app.setFont(load_fonts())
    app.setPalette(palette())
    app.setStyleSheet(stylesheet())
    return app


def _speak_chinese(app: QApplication) -> None:
    """Install Qt's own translation, so that its buttons (确定, 取消) and menus are Chinese too."""
    if app.findChild(QTranslator, "qtbase") is not None:
        return
    translator = QTranslator(app)
    translator.setObjectName("qtbase")
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if not translator.load("qtbase_zh_CN", folder):
        raise FileNotFoundError(f"缺少 Qt 的中文翻译：{folder}/qtbase_zh_CN.qm，请重新安装程序")
    app.installTranslator(translator)


def run(desk: Desk) -> int:
    """Open the window on a desk and return the exit code when it was closed."""
    app = make_application()
    session = Session(desk)
    window = MainWindow(session)
    window.show_remembered()
    try:
        return app.exec()
    finally:
        session.close()
        _log.info("window closed")


def complain(sentence: str) -> None:
    """Say in a box why the window cannot open, for those who started it from the desktop."""
    make_application()
    box = QMessageBox(QMessageBox.Icon.Warning, "帮办台", sentence)
    if QGuiApplication.platformName() != "offscreen":
        box.exec()
