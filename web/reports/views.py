"""Released results for commissioners and reviewers; preview and release for consultation leads."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consultations import release as releasing
from consultations.definitions import load, load_all
from consultations.release import Counted, NotReleased
from consultations.reports.as_csv import dictionary_csv
from consultations.reports.export import FORMATS, MIMETYPES
from consultations.reports.grids import grids, tally
from consultations.reports.model import SUPPRESSED_MARK, Report
from consultations.schema import Consultation
from consultations.store import queries, releases
from web.extensions import db
from web.guards import guarded
from web.i18n import S_, staff_gettext
from web.staff.guards import me, staff
from web.staff.permissions import Permission

blueprint = Blueprint("reports", __name__, url_prefix="/staff")
MAY_READ = staff(Permission.RESULTS)
MAY_RELEASE = staff(Permission.RELEASE)
DOWNLOADS = (
    ("docx", S_("Report to read and edit (Word, DOCX)")),
    ("pdf", S_("Report to read and print (PDF)")),
    ("xlsx", S_("Tables (Excel, XLSX)")),
    ("ods", S_("Tables (OpenDocument, ODS)")),
    ("csv", S_("Numbers for programs (CSV)")),
    ("dictionary", S_("What the columns of the CSV file mean (CSV)")),
    ("json", S_("Everything for programs (JSON)")),
)
"""Formats of the download links, in order, and what they are for."""


@blueprint.get("/results")
@guarded(MAY_READ)
def results() -> ResponseReturnValue:
    latest = [(c, releases.latest(db.session(), c.id)) for c in load_all().values()]
    return render_template("reports/results.html", rows=[(c, r) for c, r in latest if r])


@blueprint.get("/results/<consultation_id>")
@guarded(MAY_READ)
def result(consultation_id: str) -> ResponseReturnValue:
    report = _report(consultation_id)
    return render_template(
        "reports/result.html",
        report=report,
        consultation=_consultation(consultation_id),
        latest=releases.latest(db.session(), consultation_id),
        downloads=DOWNLOADS,
        tables=[(table, grids(table, report.labels)) for table in report.tables],
        mark=SUPPRESSED_MARK,
    )


@blueprint.get("/results/<consultation_id>/download/<file_format>")
@guarded(MAY_READ)
def download(consultation_id: str, file_format: str) -> ResponseReturnValue:
    """The released results as a file; `dictionary` explains the columns of the CSV file."""
    report = _report(consultation_id)
    if file_format == "dictionary":
        return _file(dictionary_csv(report), f"{report.consultation}-dictionary.csv", "csv")
    if file_format not in FORMATS:
        abort(404)
    try:
        content = FORMATS[file_format](report)
    except ValueError as problem:
        # Such as letters that no font of this machine has; the sentence says what to do instead.
        flash(str(problem), "error")
        return redirect(url_for("reports.result", consultation_id=consultation_id))
    return _file(content, f"{report.consultation}.{file_format}", file_format)


@blueprint.get("/release")
@guarded(MAY_RELEASE)
def choose() -> ResponseReturnValue:
    counted = [(c, queries.count_by_review(db.session(), c.id)) for c in load_all().values()]
    rows = [(c, counts, releases.latest(db.session(), c.id)) for c, counts in counted if counts]
    return render_template("reports/choose.html", rows=rows)


@blueprint.get("/release/<consultation_id>")
@guarded(MAY_RELEASE)
def preview(consultation_id: str) -> ResponseReturnValue:
    """How many responses there are; with `tables=yes` also what the gate would let out, and the form that releases it."""
    consultation = _consultation(consultation_id)
    reason = request.args.get("reason", "")
    # The gate solves every table against every other, which can take a minute: only when asked for.
    if request.args.get("tables") != "yes":
        return _preview(consultation, reason=reason)
    unreviewed = _unreviewed() and queries.is_demonstration(db.session())
    counted = releasing.preview(db.session(), consultation, unreviewed=unreviewed)
    return _preview(consultation, reason=reason, counted=counted, form=counted.responses > 0)


@blueprint.post("/release/<consultation_id>")
@guarded(MAY_RELEASE)
def release(consultation_id: str) -> ResponseReturnValue:
    consultation = _consultation(consultation_id)
    reason = request.form.get("reason", "").strip()
    if request.form.get("seen") != _state(consultation):
        changed = S_("Responses came or reviewers went on meanwhile. Look at the numbers again, then release.")
        return _preview(consultation, problem=staff_gettext(changed), reason=reason), 409
    if not reason:
        return _preview(consultation, problem=staff_gettext(S_("Say why it is released now")), form=True), 400
    try:
        made = releasing.release(db.session(), consultation, by=me().username, reason=reason, unreviewed=_unreviewed())
    except NotReleased as error:
        return _preview(consultation, problem=str(error), reason=reason), 400
    flash(staff_gettext(S_("Release %(number)s is out. It never changes."), number=made.sequence))
    return redirect(url_for("reports.choose"))


def _preview(
    consultation: Consultation,
    *,
    problem: str | None = None,
    reason: str = "",
    counted: Counted | None = None,
    form: bool = False,
) -> str:
    """The release page. `problem` says why a release was not made, `reason` keeps what was written, `counted` is what the gate
    lets out, and `form` offers to release it."""
    demonstration = queries.is_demonstration(db.session())
    labels = releasing.labels(consultation)
    return render_template(
        "reports/preview.html",
        consultation=consultation,
        counts=queries.count_by_review(db.session(), consultation.id),
        counted=counted,
        tally=tally(counted.decision.tables) if counted else None,
        tables=[(table, grids(table, labels)) for table in counted.decision.tables] if counted else [],
        form=form,
        seen=_state(consultation),
        latest=releases.latest(db.session(), consultation.id),
        unreviewed=_unreviewed() and demonstration,
        instance_demonstration=demonstration,
        mark=SUPPRESSED_MARK,
        problem=problem,
        reason=reason,
    )


def _state(consultation: Consultation) -> str:
    """Changes when a response arrives or is decided on; much cheaper to work out than the numbers themselves."""
    counts = queries.count_by_review(db.session(), consultation.id)
    return " ".join(f"{review}:{count}" for review, count in sorted(counts.items()))


def _unreviewed() -> bool:
    return request.values.get("unreviewed") == "yes"


def _consultation(consultation_id: str) -> Consultation:
    try:
        return load(consultation_id)
    except KeyError:
        abort(404)


def _report(consultation_id: str) -> Report:
    report = releasing.report(db.session(), _consultation(consultation_id))
    if report is None:
        abort(404)
    return report


def _file(content: bytes, name: str, kind: str) -> Response:
    headers: dict[str, Any] = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=MIMETYPES[kind], headers=headers)
