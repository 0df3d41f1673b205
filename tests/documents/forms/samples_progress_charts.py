"""在办项目进度总图 to print: the charts of a case, one below the other."""

from dataclasses import replace

from tests.documents.forms import samples_progress_chart as one

KEY = "progress-charts"
SHORT = replace(one.SHORT, number="BB-2026-A-D28-0001", subject="全部在办代办件（2 个）")
LONG = replace(one.LONG, number="BB-2026-A-D28-0002", paper="A4", subject="全部在办代办件（3 个）")
ODD = replace(one.ODD, subject="全部在办代办件（1 个）")
