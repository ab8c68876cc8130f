"""Promise 9: pages load nothing from any other host."""

import re
from pathlib import Path

import pytest
from flask import Flask

from tests.walker import Walker, answer_everything
from translations.locales import offered

STATIC = Path(__file__).parents[2] / "web" / "static"
ELSEWHERE = re.compile(r"""(?:url\(\s*['"]?|@import\s+['"]?|fetch\(\s*['"]|src\s*=\s*['"])(?:https?:)?//""")


@pytest.mark.parametrize("language", [language.id for language in offered()])
def test_no_page_on_the_way_names_another_host(app: Flask, language: str) -> None:
    walker = Walker(app.test_client())  # the walker refuses any other host, inline code, and a weaker policy
    walker.get(f"/?lang={language}")
    answer_everything(walker)
    for path in ("/help", "/complain", "/privacy", "/accessibility", "/language", "/receipt", "/no-such-page"):
        walker.get(path)
    assert len(walker.seen) > 20
    assert all(page.read.html["lang"] == language for page in walker.seen)


@pytest.mark.parametrize("kind", ["css", "js", "svg"])
def test_no_style_script_or_picture_names_another_host(kind: str) -> None:
    files = list(STATIC.rglob(f"*.{kind}"))
    for file in files:
        assert not ELSEWHERE.search(file.read_text(encoding="utf-8")), file.name
    assert files or kind == "js"
