"""What templates draw with: addresses of static files that change with their content, and pictures."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
from pathlib import Path

from babel.dates import format_date
from flask import Flask, current_app, request, url_for
from markupsafe import Markup

from accessibility import pictograms
from web.i18n import current

_STATIC = Path(__file__).parent / "static"


@functools.cache
def _mark(filename: str) -> str:
    return hashlib.sha256((_STATIC / filename).read_bytes()).hexdigest()[:10]


def asset(filename: str) -> str:
    """The address of a static file. Browsers keep it for a year, so it carries a mark of the content."""
    return url_for("static", filename=filename, v=_mark(filename))


@functools.cache
def picture(name: str) -> Markup:
    """The drawing itself, to stand in the page beside its words: no further request, and it takes the colour of the words."""
    drawing: str = pictograms.svg(name)
    return Markup(drawing.replace(' xmlns="http://www.w3.org/2000/svg"', "", 1))  # noqa: S704 - our own files, named by us


def day(value: dt.date | str) -> str:
    """A day in words of the person's language: 22 November 2026."""
    date = dt.date.fromisoformat(value) if isinstance(value, str) else value
    return format_date(date, "long", locale=current().cldr)


_frames: dict[tuple[str, ...], Markup] = {}


def frame(name: str, saving: bool) -> Markup:
    """A part that is the same on every page of a language: `links` or `footer`. Drawn once, because drawing it took longer than
    drawing a question."""
    language = current()
    key = (name, "saving" if saving else "", language.id, request.script_root)
    if key not in _frames:
        template = current_app.jinja_env.get_template(f"frame/{name}.html")
        _frames[key] = Markup(template.render(saving=saving, language=language))  # noqa: S704 - our own template
    return _frames[key]


def install(app: Flask) -> None:
    app.jinja_env.globals.update(asset=asset, picture=picture, frame=frame)
    app.jinja_env.filters["dateformat"] = day
