"""A service whose observations can be corrected, and a client that signs in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

from starlette.testclient import TestClient

from app.config import Settings
from app.services.database import open_database
from app.services.ingesting.ingestion import ingest_text
from tests.api.clients import asking
from tests.databases import migrated_file

TOKEN = "a-long-secret"  # noqa: S105 # of these tests alone
#: It has doubtful names, and a number that the extractor rejects.
TEXT = """政府工作报告
——2020年1月15日在云溪市第三届人民代表大会第五次会议上
云溪市市长  李明

一、2019年工作回顾
2019年，全市地区生产总值500亿元，增长8%。新建养老机构12家。开工总投资10亿元以上项目23个。
受益群众惠及2000多人次以上，转化各类3项。城镇新增就业2万人，城镇登记失业率2.5%。
二、2020年工作安排
今年主要预期目标：地区生产总值增长7.5%左右。新建养老机构10家，惠及居民各方2万人。
"""


class Reader:
    """A browser without scripts: it opens addresses and sends forms."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.text = ""

    def see(self, address: str = "/review?below=1") -> str:
        """The text of a page."""
        answer = self.client.get(address)
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
        self.text = answer.text
        return self.text

    def hidden(self, name: str) -> str:
        """The value of a hidden field of the page; empty if there is none."""
        found = re.search(f'name="{name}" value="([^"]*)"', self.text)
        return unescape(found[1]) if found else ""

    def send(self, path: str, **fields: str) -> int:
        """Send a form and open the page that it leads to. Returns the status of the first response."""
        headers = {"content-type": "application/x-www-form-urlencoded"}
        answer = self.client.post(path, content=urlencode(fields), headers=headers)
        if answer.status_code == 303:
            self.see(str(answer.url.join(answer.headers["location"])))
        else:
            self.text = answer.text
        return answer.status_code

    def enter(self, name: str = "李敏", token: str = TOKEN, language: str = "") -> int:
        """Sign in with the review token."""
        return self.send(f"{language}/review/enter", reader_name=name, token=token)

    def say(self, **fields: str) -> int:
        """Send a form about the statement on the current page."""
        names = ("form", "query", "id", "missed", "of")
        ours = {name: value for name in names if (value := self.hidden(name))}
        return self.send("/review/say", **(ours | fields))


@contextmanager
def review_service(folder: Path) -> Iterator[TestClient]:
    """A client of a service with a review token, and a database of its own."""
    address = migrated_file(folder / "review.db")
    with open_database(address) as database:
        ingest_text(database, TEXT.encode(), "云溪市-2020.txt")
    with asking(Settings(address, review_token=TOKEN)) as client:
        yield client
