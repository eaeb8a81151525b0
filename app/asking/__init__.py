"""A language model as second reader: what to ask it, and how to check what it answers.

Pure, as extraction is. ``questions.py`` puts the rows in doubt of one sentence into a question, with what
``surroundings.py`` finds around it; ``requests.py`` writes the question as a request, with the instructions
of ``instructions.md``; ``answers.py`` reads the answer, and ``checks.py`` decides what may be applied.
"""

from app.asking.answers import AnswerError, read_answer
from app.asking.checks import Finding, Tools, check, check_missed, span_of
from app.asking.questions import Question, questions
from app.asking.requests import Instructions, request

__all__ = [
    "AnswerError",
    "Finding",
    "Instructions",
    "Question",
    "Tools",
    "check",
    "check_missed",
    "questions",
    "read_answer",
    "request",
    "span_of",
]
