"""Results: released through the gate by a consultation lead, read by a commissioner, the same on page and in files."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from html import unescape

import pytest
from flask import Flask

from consultations.definitions import load
from consultations.reports.export import FORMATS, MIMETYPES
from consultations.store import queries, releases
from consultations.store.models import Answer, Response, Review
from tests.integration.staff.people import Person, response, token, where
from web.extensions import db
from web.staff.permissions import Role

RESULTS = "/staff/results/families-and-carers"
RELEASE = "/staff/release/families-and-carers"
TABLES = f"{RELEASE}?tables=yes"


def answered(setting: str, review: Review = Review.APPROVED) -> Response:
    made = response(tags={"C6": (0.9, [])}, setting=setting, consultation="families-and-carers", question="worried-what-happened")
    made.audience = "family"
    made.review = review.value
    made.answers.append(Answer(position=1, question_id="worried-how", choices=["1"]))
    return made


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three questions of the consultation: how long the gate takes over all of them is measured elsewhere."""
    whole = load("families-and-carers")
    few = whole.model_copy(update={"questions": whole.questions[:3]})
    monkeypatch.setattr("web.reports.views.load", lambda _id: few)


@pytest.fixture
def some(stored: Callable[..., list[str]]) -> list[str]:
    """Eighteen approved from prisons, three from removal centres, two that wait, one withheld."""
    return stored(
        *[answered("prison") for _ in range(18)],
        *[answered("irc") for _ in range(3)],
        *[answered("prison", Review.WAITING) for _ in range(2)],
        answered("prison", Review.WITHHELD),
    )


@pytest.fixture
def lead(signed_in: Callable[..., Person]) -> Person:
    return signed_in(Role.CONSULTATION_LEAD)


def send(lead: Person, page: str, reason: str = "The first round is read", **more: str):
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    data = {"csrf_token": token(page), "seen": unescape(seen[1]) if seen else "", "reason": reason, **more}
    return lead.browser.post(RELEASE, data=data)


def test_before_a_release_there_is_nothing_to_read(some: list[str], signed_in) -> None:
    commissioner = signed_in(Role.COMMISSIONER)
    assert "Nothing is released yet" in commissioner.page("/staff/results")
    for path in (RESULTS, f"{RESULTS}/download/csv", f"{RESULTS}/download/json", f"{RESULTS}/download/dictionary"):
        assert commissioner.get(path).status_code == 404


def test_a_lead_sees_what_the_gate_lets_out_and_releases_it_with_a_reason(
    app: Flask, some: list[str], lead: Person, signed_in
) -> None:
    page = lead.page(TABLES)
    assert re.search(r"Responses that count</dt><dd[^>]*>21<", page)
    assert re.search(r"Still waiting for review</dt><dd[^>]*>2<", page)
    assert where(send(lead, page)) == "/staff/release"
    with app.app_context():
        latest = releases.latest(db.session(), "families-and-carers")
        assert latest is not None
        assert (latest.released_by, latest.reason, latest.unreviewed) == (lead.name, "The first round is read", False)
        assert queries.count_responses(db.session(), "families-and-carers", release_id=latest.id) == 21

    commissioner = signed_in(Role.COMMISSIONER)
    shown = commissioner.page(RESULTS)
    row = re.search(r'<th scope="row">Family, friend or carer</th>(.*?)</tr>', shown, re.DOTALL)
    assert row
    cells = [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row[1])]
    heads = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', shown[: shown.index(row[0])].rsplit("<thead>", 1)[1])[1:]
    numbers = dict(zip((unescape(h) for h in heads), cells, strict=True))
    assert numbers["Immigration removal centre"] == "[c]"
    assert "[c]" in (numbers["Prison"], numbers["All"]), "21 in all less 18 would give the three away"
    assert "The first round is read" in shown
    assert "does not mean nobody" in shown


def test_files_say_what_the_page_says(some: list[str], lead: Person, signed_in) -> None:
    send(lead, lead.page(TABLES))
    commissioner = signed_in(Role.COMMISSIONER)
    document = json.loads(commissioner.get(f"{RESULTS}/download/json").data)
    shown = commissioner.page(RESULTS)
    hidden = sum(cell["suppressed"] for table in document["tables"] for cell in table["cells"])
    assert hidden > 0
    assert shown.count('<abbr title="suppressed">[c]</abbr>') == hidden
    table = commissioner.get(f"{RESULTS}/download/csv")
    assert table.mimetype == "text/csv"
    assert table.headers["Content-Disposition"] == 'attachment; filename="families-and-carers.csv"'
    rows = list(csv.DictReader(io.StringIO(table.data.decode("utf-8-sig"))))
    assert len(rows) == sum(len(t["cells"]) for t in document["tables"])
    assert sum(r["people"] == "[c]" for r in rows) == hidden
    assert commissioner.get(f"{RESULTS}/download/exe").status_code == 404


def test_a_commissioner_downloads_each_format_by_its_link_on_the_page(some: list[str], lead: Person, signed_in) -> None:
    send(lead, lead.page(TABLES))
    commissioner = signed_in(Role.COMMISSIONER)
    shown = commissioner.page(RESULTS)
    first_bytes = {"docx": b"PK", "pdf": b"%PDF", "xlsx": b"PK", "ods": b"PK", "csv": b"\xef\xbb\xbf", "json": b"{"}
    assert first_bytes.keys() == FORMATS.keys()
    for kind, start in first_bytes.items():
        assert f'href="{RESULTS}/download/{kind}"' in shown
        file = commissioner.get(f"{RESULTS}/download/{kind}")
        assert file.data.startswith(start)
        assert file.mimetype == MIMETYPES[kind]
        assert file.headers["Content-Disposition"] == f'attachment; filename="families-and-carers.{kind}"'


def test_results_hold_no_words_that_anybody_wrote(some: list[str], lead: Person, signed_in) -> None:
    send(lead, lead.page(TABLES))
    commissioner = signed_in(Role.COMMISSIONER)
    for path in (RESULTS, f"{RESULTS}/download/csv", f"{RESULTS}/download/json"):
        assert "six weeks for the dentist" not in commissioner.page(path)


def test_a_release_needs_a_reason(app: Flask, some: list[str], lead: Person) -> None:
    answer = send(lead, lead.page(TABLES), reason="   ")
    assert answer.status_code == 400
    assert "Say why it is released now" in answer.get_data(as_text=True)
    with app.app_context():
        assert releases.latest(db.session(), "families-and-carers") is None


def test_nothing_is_released_that_the_lead_has_not_seen(app: Flask, some: list[str], lead: Person) -> None:
    page = lead.page(TABLES)
    with app.app_context():
        found = queries.response(db.session(), some[-2])
        assert found is not None
        found.review = Review.APPROVED.value
        db.session.commit()
    answer = send(lead, page, reason="Now")
    assert answer.status_code == 409
    assert 'value="Now"' in answer.get_data(as_text=True)
    with app.app_context():
        assert releases.latest(db.session(), "families-and-carers") is None


def test_unreviewed_responses_leave_on_a_demonstration_only(app: Flask, some: list[str], lead: Person, signed_in) -> None:
    assert "unreviewed" not in lead.page(TABLES)
    answer = send(lead, lead.page(TABLES), unreviewed="yes")
    assert answer.status_code == 400
    with app.app_context():
        assert releases.latest(db.session(), "families-and-carers") is None
        queries.set_mark(db.session(), "demonstration", "yes")
        db.session.commit()
    page = lead.page(f"{TABLES}&unreviewed=yes")
    assert re.search(r"Responses that count</dt><dd[^>]*>23<", page)
    assert send(lead, page, unreviewed="yes").status_code == 302
    assert "Not reviewed" in signed_in(Role.COMMISSIONER).page(RESULTS)


def test_answers_to_what_is_no_longer_asked_are_counted_and_said(stored, lead: Person, app: Flask) -> None:
    gone = answered("prison")
    gone.answers.append(Answer(position=2, question_id="a-question-that-was-dropped", choices=["1"]))
    renamed = answered("prison")
    renamed.answers[1].choices = ["a-choice-that-was-dropped"]
    stored(*[answered("prison") for _ in range(18)], gone, renamed)
    page = lead.page(TABLES)
    assert re.search(r"Responses that count</dt><dd[^>]*>20<", page)
    assert re.search(r"no longer asked, in no table</dt><dd[^>]*>2<", page)
    assert where(send(lead, page)) == "/staff/release"
