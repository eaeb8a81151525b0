"""Small texts for the tests of reading."""

from app.model.report import Report
from app.reading.report import read_report

OPENING = "各位代表：\n现在，我代表{}向大会报告工作，请予审议。\n"


def read(text: str) -> Report:
    """Read a text whose file name says nothing about it."""
    return read_report(text.encode(), "text.txt")
