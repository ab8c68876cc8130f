"""A process killed while it sends leaves the response whole, or not at all."""

import subprocess
import sys
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultations.store import audit
from consultations.store.models import Answer, DraftRow, Response, Tag

ROUNDS = 14
ROOT = Path(__file__).parents[3]


def test_a_response_is_there_whole_or_not_at_all(session: Session, tmp_path: Path) -> None:
    script = Path(__file__).with_name("killed_while_sending.py")
    out = subprocess.run(
        [sys.executable, str(script), str(tmp_path), str(ROUNDS)],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert out.returncode == 0, out.stderr[-2000:]
    assert out.stdout.count("killed") >= 3, out.stdout

    responses = session.scalars(select(Response)).all()
    assert 1 <= len(responses) <= ROUNDS
    whole = len(responses[0].answers)
    assert whole >= 3
    for response in responses:
        assert len(response.answers) == whole
        assert {t.answer_id for t in response.tags if t.set_by == "model"} <= {a.id for a in response.answers}
        assert response.receipt_digest
    orphans = session.scalar(select(func.count()).select_from(Answer).where(Answer.response_id.not_in(select(Response.id))))
    assert orphans == 0
    assert session.scalar(select(func.count()).select_from(Tag).where(Tag.response_id.not_in(select(Response.id)))) == 0
    assert audit.verify(session) == []
    # Whoever was not stored still has the draft, so nothing typed is lost. A sent draft keeps its row for the receipt.
    assert session.scalar(select(func.count()).select_from(DraftRow)) == ROUNDS
