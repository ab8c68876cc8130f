"""JSON Lines in and out for the command line: same order, same ids, a bad line named and the others still done."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import islice
from pathlib import Path
from typing import IO, Any

BAD_LINES = 3
"""Exit status when at least one line could not be processed."""

Record = dict[str, Any]


class BadLine(ValueError):
    """Why one line cannot be processed, said so that the sender can mend it. Never holds answer text."""


def read(handle: IO[bytes]) -> Iterator[Record | BadLine]:
    """One record, or one `BadLine`, for each line that is not blank. Lines that are not UTF-8 or not a JSON object are bad."""
    for number, line in enumerate(handle, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line.decode("utf-8"))
        except UnicodeDecodeError:
            yield _bad(number, None, "not UTF-8: save the file as UTF-8")
        except (json.JSONDecodeError, RecursionError):
            yield _bad(number, None, "not JSON: each line must be one complete JSON object")
        else:
            if isinstance(record, dict):
                record.setdefault("id", None)
                yield record
            else:
                yield _bad(number, None, "not a JSON object: write {…}")


def _bad(number: int, identifier: object, why: str) -> BadLine:
    bad = BadLine(f"line {number}: {why}")
    bad.identifier = identifier  # type: ignore[attr-defined]
    return bad


def text_of(record: Record) -> str:
    """The `text` of a record, or `BadLine` saying what is wrong with it."""
    if "text" not in record:
        raise BadLine('"text" is missing')
    text = record["text"]
    if not isinstance(text, str):
        raise BadLine('"text" must be a string')
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise BadLine('"text" holds half a surrogate pair, which is not a character') from None
    return text


def optional_string(record: Record, field: str) -> str | None:
    value = record.get(field)
    if value is not None and not isinstance(value, str):
        raise BadLine(f'"{field}" must be a string')
    return value or None


def run(
    source: Path,
    target: Path,
    handle: Callable[[list[Record]], Iterable[Record | BadLine]],
    batch: int = 256,
) -> int:
    """Stream `source` through `handle`, `batch` records at a time, into `target` (`-` is standard input or output).

    `handle` gets records and gives, for each and in order, the fields to write (the id is added) or a `BadLine`.
    Returns 0, or 3 when any line was bad.
    """
    bad = 0
    with _open_in(source) as lines, _open_out(target) as out:
        stream = read(lines)
        while chunk := list(islice(stream, batch)):
            good = [r for r in chunk if not isinstance(r, BadLine)]
            answers = iter(handle(good)) if good else iter(())
            for item in chunk:
                answer = item if isinstance(item, BadLine) else next(answers)
                identifier = getattr(item, "identifier", None) if isinstance(item, BadLine) else item["id"]
                if isinstance(answer, BadLine):
                    bad += 1
                    answer = {"error": str(answer)}
                out.write((json.dumps({"id": identifier, **answer}, ensure_ascii=False) + "\n").encode("utf-8"))
        out.flush()
    if bad:
        print(f'{bad} line(s) could not be processed; each says why in its "error".', file=sys.stderr)
    return BAD_LINES if bad else 0


def _open_in(path: Path) -> AbstractContextManager[IO[bytes]]:
    return nullcontext(sys.stdin.buffer) if str(path) == "-" else path.open("rb")


def _open_out(path: Path) -> AbstractContextManager[IO[bytes]]:
    return nullcontext(sys.stdout.buffer) if str(path) == "-" else path.open("wb")
