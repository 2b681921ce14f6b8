"""The minutes of sixty cases in Word, against python-docx opening and saving the same pages."""

import io

from docx import Document

from app.exporters.registry import EXPORTS
from benchmarks.timing import in_turn, line
from tests.exporters import records

CASES = 60


def report() -> list[str]:
    """The one line of this benchmark."""
    minutes = records.minutes(CASES, length=2)
    done = EXPORTS["minutes"].write(minutes)

    def bare(_number: int) -> None:
        Document(io.BytesIO(done)).save(io.BytesIO())

    turns = in_turn(lambda _number: EXPORTS["minutes"].write(minutes), bare, 5)
    return [line(f"Minutes of {CASES} cases in Word", *turns, "opening and saving them bare")]
