"""Finding the English sentences that respondents read, wherever they are written: Python, templates and data files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from ruamel.yaml import YAML

ROOT = Path(__file__).parent
PROJECT = ROOT.parent

_PLURAL = {"ngettext": (1, 2)}
KEYWORDS: Mapping[str, Mapping[str, tuple[int, ...] | None]] = {
    "respondent": {"_": None, "gettext": None, "N_": None, **_PLURAL},
    "staff": {"s_": None, "staff_gettext": None, "S_": None},
}
_Method = tuple[str, Mapping[str, str]]
_PYTHON: _Method = ("python", {})
_JINJA: _Method = ("jinja2", {"trimmed": "true", "silent": "false"})
_WORDS = "easy_text easy_title help about demonstration_reason what_is_asked who_is_affected undecided decided_already "
_NAMES = "coordinator data_controller options decision_maker "
_REASONS = "period_reason short_period_reason late_response_reason impact_assessment"
_YAML: _Method = ("translations.extract:easy_yaml", {"keys": _WORDS + _NAMES + _REASONS})

SOURCES: Mapping[str, Mapping[str, _Method]] = {
    "respondent": {
        "web/templates/**.html": _JINJA,
        "web/**.py": _PYTHON,
        "consultations/definitions/*.yml": _YAML,
        "consultations/framework.yml": _YAML,
        "consultations/scale.yml": _YAML,
        "consultations/places.yml": _YAML,
        "consultations/safeguarding/help_lines.yml": _YAML,
        "consultations/signposting/routes.yml": _YAML,
        "consultations/**.py": _PYTHON,
        "accessibility/easy_read/hard_words.yml": ("translations.extract:easy_yaml", {"keys": "word meaning"}),
    },
    "staff": {"web/templates/**.html": _JINJA, "web/**.py": _PYTHON, "consultations/**.py": _PYTHON},
}
"""For each domain: which files are read, and how. Staff and respondents use differently named functions in the same files."""


def template(domain: str) -> Catalog:
    """Every English sentence of a domain, with the files it is in (no line numbers: they would change with every edit)."""
    catalog = Catalog(domain=domain, project="Heard", fuzzy=False, charset="utf-8")
    sources = SOURCES[domain]
    found = extract_from_dir(
        PROJECT,
        method_map=[(pattern, method) for pattern, (method, _) in sources.items()],
        options_map={pattern: dict(options) for pattern, (_, options) in sources.items()},
        keywords=dict(KEYWORDS[domain]),
        comment_tags=("Translators:",),
        strip_comment_tags=True,
        directory_filter=_wanted,
    )
    for name, _line, message, comments, _context in sorted(found, key=lambda f: (f[0], f[1])):
        catalog.add(message, locations=[(name, 0)], auto_comments=comments)
    return catalog


def _wanted(folder: str) -> bool:
    return Path(folder).name not in {".venv", ".tools", "node_modules", "__pycache__", "instance", "assets"}


def easy_yaml(
    handle: IO[bytes], _keywords: Iterable[str], _comment_tags: Iterable[str], options: Mapping[str, Any]
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Babel's extractor for data files: the texts under the keys that respondents read, single or in lists."""
    keys = set(str(options.get("keys", "easy_text")).split())
    for text in _texts(YAML(typ="safe").load(handle), keys):
        yield 0, "_", text, []


def _texts(node: Any, keys: set[str]) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key in keys or str(key).endswith(("_easy_text", "_easy_title")):
                yield from _strings(value)
            else:
                yield from _texts(value, keys)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value, keys)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        # As pydantic hands them on: without the white space around them.
        yield value.strip()
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
