"""Learning: exact held-out scores, honest probabilities, cuts, and folds that keep the same person together."""

import numpy as np
import pytest
from scipy import sparse

from consultations.statistics import calibration, ridge
from consultations.tagging import evaluation, training
from consultations.tagging.examples import Example


@pytest.fixture
def problem() -> tuple[sparse.csr_array, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    matrix = sparse.random_array((80, 30), density=0.2, rng=rng, format="csr").astype(np.float32)
    targets = np.where(rng.random((80, 3)) < 0.3, 1.0, -1.0)
    return matrix, targets, np.arange(80) % 4


def test_held_out_scores_are_those_of_a_model_that_never_saw_the_fold(problem) -> None:
    matrix, targets, fold = problem
    quick = ridge.Fit(matrix, targets).held_out(0.7, fold)
    for k in range(4):
        weights, offset = ridge.Fit(matrix[fold != k], targets[fold != k]).coefficients(0.7)
        assert quick[fold == k] == pytest.approx(matrix[fold == k] @ weights + offset, abs=1e-3)


def test_many_examples_are_solved_to_the_same_weights(problem, monkeypatch: pytest.MonkeyPatch) -> None:
    matrix, targets, fold = problem
    exact = ridge.Fit(matrix, targets)
    monkeypatch.setattr(ridge, "CLOSED_FORM_UP_TO", 10)
    stepwise = ridge.Fit(matrix, targets)
    assert stepwise.coefficients(0.7)[0] == pytest.approx(exact.coefficients(0.7)[0], abs=1e-2)
    assert stepwise.held_out(0.7, fold) == pytest.approx(exact.held_out(0.7, fold), abs=1e-2)


def test_the_sigmoid_finds_the_odds_that_made_the_data() -> None:
    rng = np.random.default_rng(0)
    scores = rng.normal(size=20_000) * 3 + 5
    truth = rng.random(20_000) < 1 / (1 + np.exp(-(1.5 * scores - 9)))
    slope, offset = calibration.fit_sigmoid(scores, truth)
    assert slope == pytest.approx(1.5, rel=0.05)
    assert offset == pytest.approx(-9, rel=0.05)


@pytest.mark.parametrize("truth", [np.zeros(50, bool), np.ones(50, bool)])
def test_a_label_always_or_never_given_is_still_never_certain(truth: np.ndarray) -> None:
    scores = np.linspace(-1, 1, 50)
    slope, offset = calibration.fit_sigmoid(scores, truth)
    p = calibration.apply_sigmoid(scores[:, None], np.array([slope]), np.array([offset]))
    assert np.isfinite(p).all()
    assert ((p > 0) & (p < 1)).all()


def test_stated_probabilities_that_come_true_have_no_calibration_error() -> None:
    p = np.repeat([0.25, 0.75], 400)[:, None]
    truth = np.concatenate([np.arange(400) % 4 == 0, np.arange(400) % 4 != 0])[:, None]
    assert calibration.calibration_error(p, truth) == pytest.approx(0, abs=1e-9)
    assert calibration.calibration_error(1 - p, truth) == pytest.approx(0.5)


def test_cuts_follow_the_label_and_not_a_habit_of_one_half() -> None:
    rng = np.random.default_rng(1)
    truth = rng.random((3000, 2)) < (0.05, 0.5)
    probabilities = np.clip(np.where(truth, (0.3, 0.8), (0.04, 0.3)) + rng.normal(0, 0.05, truth.shape), 0, 1)
    rare, common = calibration.choose_thresholds(probabilities, truth)
    assert 0.1 < rare < 0.3
    assert 0.4 < common < 0.75


def test_the_same_person_and_the_same_words_are_never_split() -> None:
    known = [Example(id=i, text=f"text {i % 20}", labels=(), group=None) for i in range(60)]
    grouped = [Example(id=i, text=f"text {i}", labels=(), group=f"person {i % 7}") for i in range(60)]
    for examples, key in ((known, lambda e: e.text), (grouped, lambda e: e.group)):
        fold = training.folds_of(examples)
        by_key: dict[str, set[int]] = {}
        for e, f in zip(examples, fold, strict=True):
            by_key.setdefault(key(e), set()).add(int(f))
        assert all(len(folds) == 1 for folds in by_key.values())
        assert len(set(fold.tolist())) > 1


def test_numbered_labels_are_in_the_order_of_the_codebook() -> None:
    known = [Example(id=1, text="x", labels=("C10", "C2", "C1"))]
    assert training.label_order(known) == ["C1", "C2", "C10"]


def test_too_few_examples_are_refused_with_a_reason() -> None:
    with pytest.raises(training.NotEnough, match="give at least 10"):
        training.train([Example(id=1, text="x", labels=("a",))])


def test_f1_counts_what_was_missed_and_what_was_too_much() -> None:
    truth = np.array([[1, 0], [1, 0], [0, 1], [0, 0]], bool)
    given = np.array([[1, 0], [0, 0], [0, 1], [0, 1]], bool)
    result = evaluation.evaluate(given, truth, given.astype(float), ["a", "b"])
    assert [a.f1 for a in result.labels] == pytest.approx([2 / 3, 2 / 3])
    assert result.last_line() == "micro=0.667 macro=0.667 n=4"
    assert result.micro.low <= result.micro.f1 <= result.micro.high


def test_a_language_with_many_examples_has_cuts_of_its_own() -> None:
    known = [
        Example(id=f"{language}-{n}", text=f"{words} {n}", labels=("A",) if n % 2 else (), language=language)
        for language, words, many in (("en", "alpha beta", 520), ("pl", "gamma delta", 20))
        for n in range(many)
    ]
    model = training.train(known)
    assert model.groups == ["en"]
    assert model.threshold.shape == (2, 1)
    assert model.group_of("en") == 1
    assert model.group_of("pl") == model.group_of("xx") == 0
    assert model.group_of(None) == 1
