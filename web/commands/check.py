"""`heard check`: every consultation, word list, easy-read text and training text, so that a fault is found before a reader
meets it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click

import consultations
from accessibility import easy_read
from consultations import definitions
from consultations.help_requests import answerers
from consultations.safeguarding.learnt import examples as safeguarding_examples
from consultations.tagging import examples as tagging_examples
from consultations.tagging import lint
from consultations.tagging.setting_rules import COMMITMENTS
from translations import check as catalogues
from translations.extract import template
from web.settings import Settings

FAULTS = 1
"""Exit status when anything was found."""

DOMAIN = Path(consultations.__file__).resolve().parent

Check = Callable[[], list[str]]


def check_definitions() -> list[str]:
    """Every fault of every consultation file, of the framework and of the scale."""
    faults: list[str] = []
    for read in (definitions.framework, definitions.scale, definitions.load_all):
        faults += run(read)
    return faults


def check_word_lists() -> list[str]:
    """Meanings of hard words that are not easy read themselves."""
    return findings((f"hard_words.yml, {hard.word}", hard.meaning) for hard in easy_read.hard_words())


def check_easy_read() -> list[str]:
    """Every text of a consultation that a respondent reads in their own language."""
    texts = [(f"framework.yml or scale.yml, {t.where}", t.text) for t in definitions.shared_texts()]
    for name, consultation in definitions.load_all().items():
        texts += [(f"{name}.yml, {t.where}", t.text) for t in definitions.respondent_texts(consultation)]
    return findings(texts)


def check_data() -> list[str]:
    """Every value named `easy_…` in the other data files of the domain, such as the help that is shown in danger."""
    faults: list[str] = []
    for path in sorted(DOMAIN.rglob("*.yml")):
        if path.parent.name != "definitions" and path not in (definitions.FRAMEWORK_FILE, definitions.SCALE_FILE):
            texts = definitions.Document(path).texts_named("easy_")
            faults += findings((f"{path.relative_to(DOMAIN.parent)}:{line}", text) for line, text in texts)
    return faults


def check_pages() -> list[str]:
    """Every text of the pages and of the program that respondents read, as the translators get it."""
    faults: list[str] = []
    for message in template("respondent"):
        where = ", ".join(sorted({name for name, _ in message.locations if not name.endswith(".yml")}))
        forms = message.id if isinstance(message.id, (list, tuple)) else (message.id,)
        if where:
            faults += findings((where, form) for form in dict.fromkeys(forms))
    return faults


def check_tagging_examples() -> list[str]:
    """Training text of the tagger: lines that are no example, texts that are nearly the same, labels that do not exist."""
    return lint.check(tagging_examples.shipped(), frozenset(COMMITMENTS)).faults


def check_safeguarding_examples() -> list[str]:
    """The first line of the training text on danger that cannot be used."""
    try:
        safeguarding_examples.load(safeguarding_examples.shipped())
    except safeguarding_examples.ExampleError as error:
        return [str(error)]
    return []


def check_who_answers() -> list[str]:
    """The file of who answers requests for help, where this installation names one."""
    path = Settings.from_environment().help_answered_by
    if path is not None:
        answerers.load(path)
    return []


def findings(texts: Iterable[tuple[str, str]]) -> list[str]:
    """The easy-read findings of texts given as (where it stands, text), each as one line for a person to act on."""
    return [f"{where}: {finding}" for where, text in texts for finding in easy_read.lint(text)]


CHECKS: list[tuple[str, Check]] = [
    ("definitions", check_definitions),
    ("word lists", check_word_lists),
    ("easy read: consultations", check_easy_read),
    ("easy read: data", check_data),
    ("easy read: pages", check_pages),
    ("translations", catalogues.faults),
    ("who answers requests for help", check_who_answers),
    ("training text: tagging", check_tagging_examples),
    ("training text: safeguarding", check_safeguarding_examples),
]
"""What `heard check` does, in order: a name, and a function that gives one line for each fault (none: all is well)."""


def run(check: Callable[[], object]) -> list[str]:
    """What a check tells; where a file cannot be used at all, the faults of that file."""
    try:
        told = check()
    except definitions.DefinitionError as error:
        return [str(problem) for problem in error.problems]
    except easy_read.WordListError as error:
        return [str(error)]
    return [str(fault) for fault in told] if isinstance(told, list) else []


@click.command()
def command() -> None:
    """Check every consultation definition, translation, easy-read text and training text."""
    total = 0
    for name, check in CHECKS:
        faults = run(check)
        total += len(faults)
        click.echo(f"{name}: {f'{len(faults)} to mend' if faults else 'no faults'}")
        for fault in faults:
            click.echo(f"  {fault}")
    if total:
        sys.exit(FAULTS)
