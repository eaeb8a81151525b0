"""A language model as second reader: the questions to ask, and the checks of its answers.

Pure, like extraction. ``questions.py`` makes a question from the doubtful rows of one sentence, with the
headings and text that ``surroundings.py`` finds. ``batches.py`` puts several into one request, which
``requests.py`` writes with the instructions of ``instructions.md``. ``answers.py`` divides the answer and
reads it; ``checks.py`` decides what to apply.
"""

from app.asking.answers import AnswerError, divided, read_answer
from app.asking.batches import MOST_SENTENCES, batches
from app.asking.checks import CheckedRow, NameFunctions, check, check_missed, span_of
from app.asking.questions import SentenceQuestion, questions
from app.asking.requests import Instructions, question_key, request

__all__ = [
    "MOST_SENTENCES",
    "AnswerError",
    "CheckedRow",
    "Instructions",
    "NameFunctions",
    "SentenceQuestion",
    "batches",
    "check",
    "check_missed",
    "divided",
    "question_key",
    "questions",
    "read_answer",
    "request",
    "span_of",
]
