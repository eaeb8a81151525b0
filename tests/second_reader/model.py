"""A language model that answers the questions about a report: the one that ``zhibiao review`` would ask."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

from app.asking import SentenceQuestion, request
from app.config import Settings
from app.model.correction import Correction
from app.services.asking import instructions
from app.services.budget import Budget
from app.services.chat import Chat
from app.services.replies import ChatError
from app.services.second_reading import THREADS
from tests.second_reader.applying import Read, corrections_of


class ModelReader:
    """Asks the model of the settings. ``unanswered`` counts the questions without a reply."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.budget = Budget()
        self.unanswered = 0

    def corrections(self, found: Read) -> list[Correction]:
        """What the model says of a report, as far as it passes the checks or is kept as a dispute."""
        settings = self._settings
        with (
            Chat(settings.reader_url, settings.reader_key, self.budget) as chat,
            ThreadPoolExecutor(THREADS) as pool,
        ):
            contents = list(pool.map(lambda question: self._content(chat, question), found.questions))
        pairs = zip(found.questions, contents, strict=True)
        return [one for question, content in pairs for one in corrections_of(question, content)]

    def _content(self, chat: Chat, question: SentenceQuestion) -> str:
        options = json.loads(self._settings.reader_options or "{}")
        asked = request(question, instructions(), self._settings.reader_model, options)
        try:
            return chat.ask(asked).content
        except ChatError:
            self.unanswered += 1
            return ""
