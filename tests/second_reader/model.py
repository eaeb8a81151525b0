"""A language model that answers the questions about a report: the one that ``zhibiao review`` would ask."""

from __future__ import annotations

import json

from app.asking import SentenceQuestion, question_key
from app.config import Settings
from app.model.correction import Correction
from app.services.second_reader.asking import KeyedQuestion, Selection, instructions, together
from app.services.second_reader.batch_replies import Asker, QuestionReply
from app.services.second_reader.budget import Budget
from app.services.second_reader.chat import Chat
from app.services.second_reader.second_reading import THREADS
from tests.second_reader.applying import SURE, Read, corrections_of


class ModelReader:
    """Asks the model of the settings. ``unanswered`` counts the questions without a reply."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        options = json.loads(settings.reader_options or "{}")
        self._selection = Selection((), SURE, settings.reader_model, options)
        self.budget = Budget()
        self.unanswered = 0

    def corrections(self, found: Read) -> list[Correction]:
        """What the model says of a report, as far as it passes the checks or is kept as a dispute."""
        said: list[Correction] = []

        def keep(one: QuestionReply) -> None:
            said.extend(corrections_of([one.asked.question], one.reply.content))

        with Chat(self._settings.reader_url, self._settings.reader_key, self.budget) as chat:
            asker = Asker(chat, self._selection, keep)
            asker.ask(together(map(self._keyed, found.questions), self._selection), THREADS)
        self.unanswered += asker.unanswered
        return said

    def _keyed(self, question: SentenceQuestion) -> KeyedQuestion:
        selection = self._selection
        return KeyedQuestion(
            question, question_key(question, instructions(), selection.model, selection.options)
        )
