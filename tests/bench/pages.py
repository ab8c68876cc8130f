"""Pages: requests per second beside a bare Flask + Jinja page of equal size, and bytes over the wire.

.venv/bin/python tests/bench/pages.py
"""

from __future__ import annotations

import gzip
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from flask import Flask, render_template
from jinja2 import DictLoader

from tests.walker import Walker
from web.app import create_app
from web.settings import Settings

ROUNDS, EACH = 7, 60


def a_question(app: Flask) -> Walker:
    """A walker that stands on its first question."""
    walker = Walker(app.test_client(), check=False)
    page = walker.get("/consultations/twelve-commitments")
    page = walker.submit(next(f for f in page.read.forms if f.action.endswith("/start")))
    while "-how" not in page.form_with("step").data()["step"][0]:
        form = page.form_with("step")
        values = {name: form.values(name)[0] for name in form.named("radio")}
        values |= {name: form.values(name)[:1] for name in form.named("checkbox")}
        page = walker.submit(form, **values)
    return walker


def per_second(get: Callable[[], object]) -> float:
    began = time.perf_counter()
    for _ in range(EACH):
        get()
    return EACH / (time.perf_counter() - began)


def sizes(walker: Walker, path: str) -> None:
    page = walker.get(path)
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page.body)
    scripts = re.findall(r'<script[^>]* src="([^"]+)"', page.body)
    html = len(gzip.compress(page.body.encode()))
    css = sum(len(gzip.compress(walker.client.open(s).get_data())) for s in sheets)
    js = sum(len(gzip.compress(walker.client.open(s).get_data())) for s in scripts)
    print(
        f"{path:12} html {html / 1000:5.1f} kB gz  css {css / 1000:5.1f}  together {(html + css) / 1000:5.1f}  "
        f"scripts {js / 1000:4.1f} (not needed)"
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(instance=Path(folder), database_url=f"sqlite:///{folder}/heard.db"))
        walker = a_question(app)
        body = walker.get("/answer").body
        bare = Flask("bare")
        # A page that Flask users would call plain: one template, a layout, a loop, and as many bytes.
        line = "<p>{{ line }}</p>"
        lines = ["x" * 100] * (len(body) // 107)
        layout = "<!doctype html><title>{% block title %}{% endblock %}</title>{% block main %}{% endblock %}"
        child = '{% extends "layout.html" %}{% block main %}{% for line in lines %}' + line + "{% endfor %}{% endblock %}"
        bare.jinja_env.loader = DictLoader({"layout.html": layout, "page.html": child})

        @bare.get("/")
        def page() -> str:
            return render_template("page.html", lines=lines)

        ours, theirs = walker.client, bare.test_client()
        pairs = []
        for _ in range(ROUNDS):
            pairs.append((per_second(lambda: ours.open("/answer")), per_second(lambda: theirs.open("/"))))
        ratio = statistics.median(b / a for a, b in pairs)
        question, plain = (statistics.median(pair[i] for pair in pairs) for i in (0, 1))
        print(f"question page {question:.0f} requests/s, bare page of {len(body)} bytes {plain:.0f} requests/s (one process)")
        print(f"a question page costs {ratio:.1f} times the bare one (median of {ROUNDS} pairs)")
        for path in ("/", "/answer", "/chat"):
            sizes(walker, path)


main()
