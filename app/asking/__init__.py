"""A language model as second reader: the questions to ask, and the checks of its answers.

Pure, like extraction. ``questions.py`` makes a question from the doubtful rows of one sentence, with the
headings and text that ``surroundings.py`` finds. ``requests.py`` writes the question as a request, with the
instructions of ``instructions.md``. ``answers.py`` reads the answer; ``checks.py`` decides what to apply.
"""

from app.asking.answers import AnswerError, read_answer
from app.asking.checks import CheckedRow, NameFunctions, check, check_missed, span_of
from app.asking.questions import SentenceQuestion, questions
from app.asking.requests import Instructions, request

__all__ = [
    "AnswerError",
    "CheckedRow",
    "Instructions",
    "NameFunctions",
    "SentenceQuestion",
    "check",
    "check_missed",
    "questions",
    "read_answer",
    "request",
    "span_of",
]
