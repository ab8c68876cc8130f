"""Plain counts of people, as the gate takes them: what each dimension means decides how its totals hang together."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from consultations.releasable import Role


@dataclass(frozen=True, slots=True)
class Dimension:
    """A way of dividing people. `values` lists every value there is, in the order shown, also those that nobody has."""

    name: str
    role: Role
    values: tuple[str, ...]


Key = tuple[str, ...]


@dataclass(frozen=True)
class CountTable:
    """Counts of people, not yet fit to leave.

    `counts` maps one value of each dimension (in order) to people; what is missing is zero. A table with a TAG dimension also
    needs `base`: people per combination of its QUESTION and GROUP dimensions (in order), whatever tags they have.
    `population` names whom the table is about: tables of one population are linked. `filters` narrows them: dimension to the
    values that were let in. `status` is the review status of the responses counted; the policy says which may leave.
    Raises `ValueError`, which names the table and never a count, when the parts do not fit.
    """

    id: str
    title: str
    dimensions: tuple[Dimension, ...]
    counts: Mapping[Key, int]
    status: str
    base: Mapping[Key, int] = field(default_factory=dict)
    population: str = "respondents"
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "counts", MappingProxyType({k: v for k, v in self.counts.items() if v}))
        object.__setattr__(self, "base", MappingProxyType({k: v for k, v in self.base.items() if v}))
        object.__setattr__(self, "filters", MappingProxyType(dict(self.filters)))
        names = [d.name for d in self.dimensions]
        roles = [d.role for d in self.dimensions]
        if len(set(names)) != len(names):
            raise self._wrong("names a dimension twice")
        if set(names) & set(self.filters):
            raise self._wrong("filters by one of its own dimensions; list fewer values for it instead")
        if roles.count(Role.QUESTION) > 1 or roles.count(Role.TAG) > 1:
            raise self._wrong("has two dimensions of role question, or two of role tag; make two tables")
        if any(len(set(d.values)) != len(d.values) or not d.values for d in self.dimensions):
            raise self._wrong("has a dimension with no values, or with one value twice")
        self._check_counts(self.counts, self.dimensions)
        self._check_counts(self.base, self.base_dimensions)
        if self.tag is None and self.base:
            raise self._wrong("has a base but no tags; the base of other tables is their own total")
        if self.tag is not None:
            self._check_tags()

    def _check_counts(self, counts: Mapping[Key, int], dimensions: Sequence[Dimension]) -> None:
        allowed = [set(d.values) for d in dimensions]
        for key, count in counts.items():
            if len(key) != len(dimensions) or any(v not in values for v, values in zip(key, allowed, strict=True)):
                raise self._wrong(f"counts {key}, which its dimensions {[d.name for d in dimensions]} do not list")
            if not isinstance(count, int) or isinstance(count, bool) or count < 0:
                raise self._wrong(f"has something other than a whole number of people at {key}")

    def _check_tags(self) -> None:
        yes: Counter[tuple[str, Key]] = Counter()
        at = next(i for i, d in enumerate(self.dimensions) if d.role is Role.TAG)
        keep = [i for i, d in enumerate(self.dimensions) if d.role in (Role.QUESTION, Role.GROUP)]
        for key, count in self.counts.items():
            yes[key[at], tuple(key[i] for i in keep)] += count
        if any(count > self.base.get(key, 0) for (_, key), count in yes.items()):
            raise self._wrong("counts more people with a tag than there are people; base must count everyone")

    def _wrong(self, what: str) -> ValueError:
        return ValueError(f"table {self.id} {what}")

    @property
    def question(self) -> Dimension | None:
        return next((d for d in self.dimensions if d.role is Role.QUESTION), None)

    @property
    def tag(self) -> Dimension | None:
        return next((d for d in self.dimensions if d.role is Role.TAG), None)

    @property
    def base_dimensions(self) -> tuple[Dimension, ...]:
        return tuple(d for d in self.dimensions if d.role in (Role.QUESTION, Role.GROUP))

    def cells(self) -> Iterator[tuple[dict[str, str], int]]:
        """Every number the table shows: (what it fixes, people). A dimension left out is the total over it.

        Questions are never left out: adding up answers to different questions counts people twice. Leaving the tags out
        gives the base.
        """
        if self.tag is None:
            yield from _totals(self.dimensions, self.counts, keep=lambda d: d.role is Role.QUESTION)
            return
        yield from _totals(self.base_dimensions, self.base, keep=lambda d: d.role is Role.QUESTION)
        yield from _totals(self.dimensions, self.counts, keep=lambda d: d.role in (Role.QUESTION, Role.TAG))


def _totals(
    dimensions: Sequence[Dimension], counts: Mapping[Key, int], keep: Callable[[Dimension], bool]
) -> Iterator[tuple[dict[str, str], int]]:
    choices = [(True,) if keep(d) else (False, True) for d in dimensions]
    for shown in itertools.product(*choices):
        sums: Counter[Key] = Counter()
        for key, count in counts.items():
            sums[tuple(v for v, s in zip(key, shown, strict=True) if s)] += count
        names = [d.name for d, s in zip(dimensions, shown, strict=True) if s]
        for values in itertools.product(*(d.values for d, s in zip(dimensions, shown, strict=True) if s)):
            yield dict(zip(names, values, strict=True)), sums[values]


def count_people(
    rows: Iterable[Mapping[str, str | Collection[str]]],
    *,
    id: str,
    title: str,
    dimensions: Sequence[Dimension],
    status: str,
    population: str = "respondents",
    filters: Mapping[str, frozenset[str]] | None = None,
) -> CountTable:
    """Count rows into a table.

    A row is one person, or one person's answer to one question where there is a QUESTION dimension; it gives each dimension's
    value, and for a TAG dimension the collection of values. Rows that `filters` (dimension to values let in) does not let in
    are not counted. A row without one of the dimensions is a `ValueError` (add a value such as "not said" instead, so that
    nobody is dropped in silence).
    """
    filters = dict(filters or {})
    counts: Counter[Key] = Counter()
    base: Counter[Key] = Counter()
    tag = next((d.name for d in dimensions if d.role is Role.TAG), None)
    for row in rows:
        lacking = [name for name in (*(d.name for d in dimensions), *filters) if name not in row]
        if lacking:
            raise ValueError(f"table {id}: a row lacks {lacking}; give those people a value such as 'not said'")
        if any(row[name] not in allowed for name, allowed in filters.items()):
            continue
        if tag is not None:
            base[tuple(str(row[d.name]) for d in dimensions if d.role in (Role.QUESTION, Role.GROUP))] += 1
        for value in sorted(set(row[tag])) if tag is not None else ("",):
            counts[tuple(value if d.name == tag else str(row[d.name]) for d in dimensions)] += 1
    return CountTable(id, title, tuple(dimensions), counts, status, base, population, filters)
