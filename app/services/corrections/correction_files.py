"""Reads files of corrections: exports of the list of corrections as NDJSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping

from app.correcting import FieldError, check_fields
from app.lexicon.lexicon import load_lexicon
from app.model.correction import Correction, Statement, Verdict
from app.model.observation import Reader

_WITHOUT_FIELDS = frozenset({Verdict.REJECT, Verdict.DISPUTE})


class CorrectionFileError(ValueError):
    """The file is not a list of corrections; the message names the line."""


def read_corrections(data: bytes) -> list[Correction]:
    """All corrections of a file, which is an export of the list of corrections as NDJSON or CSV.

    Raises:
        CorrectionFileError: a line is wrong; no correction of the file is used.
    """
    codes = load_lexicon().catalogue.indicators
    found = []
    for line, row in _rows(data):
        try:
            correction = _correction(row)
            fields = check_fields(correction.fields, codes)
        except (KeyError, ValueError, TypeError, FieldError) as error:
            reason = f"{error} is missing" if isinstance(error, KeyError) else str(error)
            raise CorrectionFileError(f"line {line}: {reason}") from None
        if fields or correction.verdict in _WITHOUT_FIELDS:
            found.append(correction)
    return found


def _rows(data: bytes) -> Iterator[tuple[int, Mapping[str, object]]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CorrectionFileError("the file is not UTF-8") from None
    if not text.lstrip().startswith("{"):
        yield from enumerate(csv.DictReader(io.StringIO(text)), start=2)
        return
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except json.JSONDecodeError as error:
                raise CorrectionFileError(f"line {number}: {error.msg}") from None


def _correction(row: Mapping[str, object]) -> Correction:
    text = {name: str(value) for name, value in row.items()}
    statement = Statement(
        text["sentence_hash"], int(text["number_offset"]), text["value_text"], int(text["place"])
    )
    return Correction(
        id=text["id"],
        report_id=text["report_id"],
        statement=statement,
        value_start=int(text["value_start"]),
        sentence=text["sentence"],
        verdict=Verdict(text["verdict"]),
        fields=tuple(json.loads(text["reading"]).items()),
        reader=Reader(text["reader"]),
        reader_name=text["reader_name"],
        made_at=text["made_at"],
        reason=text.get("reason", ""),
    )
