"""`heard tagger`: train a codebook from labelled examples, measure it, and check the examples themselves."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import numpy as np

from consultations import learning
from consultations.pipeline import Pipeline
from consultations.tagging import default, evaluation, examples, lint, training
from consultations.tagging.engine import Tagger
from consultations.tagging.model import ModelError
from consultations.tagging.setting_rules import COMMITMENTS
from web.commands import instance

_Files = click.Path(path_type=Path, exists=True, dir_okay=False)
_AT_ONCE = 512


@click.group(help=__doc__)
def command() -> None:
    pass


@command.command()
@click.option("--examples", "files", type=_Files, multiple=True, help="JSON Lines of labelled examples; may be given again.")
@click.option(
    "--model", type=click.Path(path_type=Path), help="Where to write the model; without it, the default model is built."
)
@click.option("--with-corrections", is_flag=True, help="Learn from this installation's reviewed responses too.")
@click.argument("more", type=_Files, nargs=-1)
def train(files: tuple[Path, ...], model: Path | None, with_corrections: bool, more: tuple[Path, ...]) -> None:
    """Learn from examples of any codebook; without --examples, from those that ship with Heard.

    With --with-corrections the new model is kept beside the one in use, and what it would change is shown; `heard tagger
    adopt` puts it in use.
    """
    chosen = [*files, *more]
    if with_corrections:
        if chosen or model is not None:
            raise click.UsageError("--with-corrections builds on the shipped examples: leave --examples and --model out")
        _train_with_corrections()
        return
    if model is None:
        if chosen:
            raise click.UsageError("--examples needs --model: the default model learns from the shipped examples only")
        default.build(again=True)
        click.echo(f"wrote {default.PATH}")
        return
    try:
        learnt = training.train(examples.load(chosen or examples.shipped()))
    except (examples.ExampleError, training.NotEnough) as error:
        raise click.ClickException(str(error)) from None
    learnt.save(model)
    click.echo(f"wrote {model}: {len(learnt.labels)} labels, {len(learnt.featuriser.vocabulary)} features")


def _train_with_corrections() -> None:
    settings = instance.settings()
    with instance.session(settings) as session:
        path, n = learning.train(session, settings.instance)
        click.echo(f"wrote {path}, with {n} corrected responses")
        found = learning.changes(session, Pipeline(settings.model), path)
    click.echo(f"It would change the tags of {found.changed} of {found.answers} answers:")
    for label in sorted(found.come | found.go, key=training.order):
        click.echo(f"  {label}: {found.come[label]} more, {found.go[label]} fewer")
    click.echo("To use it: heard tagger adopt, then heard retag.")


@command.command()
def adopt() -> None:
    """Put the model trained with corrections in use. A running site takes it up by itself; `heard retag` tags anew."""
    settings = instance.settings()
    try:
        path = learning.adopt(settings.instance)
    except FileNotFoundError:
        raise click.ClickException("there is no model to adopt: run heard tagger train --with-corrections first") from None
    except ModelError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"In use: {path}. Now run heard retag.")


@command.command()
@click.option("--examples", "files", type=_Files, multiple=True, required=True, help="Examples the model has not learnt from.")
@click.option("--model", type=click.Path(path_type=Path, exists=True), help="Default: the default model.")
@click.argument("more", type=_Files, nargs=-1)
def evaluate(files: tuple[Path, ...], model: Path | None, more: tuple[Path, ...]) -> None:
    """Print F1 for each label with its 95 % interval and, last, one line with the averages."""
    try:
        tagger = Tagger.load(model)
        result = measure(tagger, examples.load([*files, *more]))
    except (examples.ExampleError, ModelError) as error:
        raise click.ClickException(str(error)) from None
    width = max((len(a.name) for a in result.labels), default=5)
    for a in (*result.labels, result.micro, result.macro):
        click.echo(f"{a.name:{width}}  F1 {a.f1:.3f}  95 % interval {a.low:.3f} to {a.high:.3f}  n {a.n}")
    click.echo(f"calibration error (ECE) {result.calibration_error:.3f}")
    click.echo(result.last_line())


def measure(tagger: Tagger, known: list[examples.Example]) -> evaluation.Evaluation:
    """What the tagger gives these examples, all rules applied, beside what people gave them."""
    labels = sorted({*tagger.model.labels, *(x for e in known for x in e.labels)}, key=training.order)
    given = np.zeros((len(known), len(labels)), dtype=bool)
    stated = np.zeros((len(known), len(labels)))
    for start in range(0, len(known), _AT_ONCE):
        part = known[start : start + _AT_ONCE]
        for i, tagging in enumerate(tagger.tag_examples(part), start=start):
            for tag in tagging.commitments:
                given[i, labels.index(tag.commitment)] = tag.passed
                stated[i, labels.index(tag.commitment)] = tag.probability
    return evaluation.evaluate(given, training.truth_of(known, labels), stated, labels)


@command.command("lint")
@click.argument("files", type=_Files, nargs=-1)
@click.option("--any-labels", is_flag=True, help="Accept labels other than C1 to C12.")
def check(files: tuple[Path, ...], any_labels: bool) -> None:
    """Check examples: valid, no near-duplicates, known labels. Without files, those that ship with Heard. Exit 1 on faults."""
    report = lint.check(list(files) or examples.shipped(), None if any_labels else frozenset(COMMITMENTS))
    for fault in report.faults:
        click.echo(fault)
    click.echo(f"{report.n} examples, {report.several} with two labels or more, {report.counts['']} with none")
    for label in sorted(report.counts.keys() - {""}, key=training.order):
        click.echo(f"  {label}: {report.counts[label]}")
    click.echo("languages: " + ", ".join(f"{name} {n}" for name, n in sorted(report.languages.items())))
    if report.faults:
        click.echo(f"{len(report.faults)} fault(s) to mend", err=True)
        sys.exit(1)
