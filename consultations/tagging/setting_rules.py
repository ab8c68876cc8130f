"""The codebook's rule that the setting decides between C5, C6, C7 and C10, whatever the words suggest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from consultations.types import Audience, Setting

DETENTION = frozenset({Setting.IRC, Setting.SHORT_TERM_HOLDING, Setting.PRE_DEPARTURE})
ADULT_CUSTODY = frozenset({Setting.PRISON, Setting.WOMENS_PRISON, Setting.YOI, Setting.SECURE_HOSPITAL})
COMMITMENTS = tuple(f"C{n}" for n in range(1, 13))

_BY_SETTING = ("C5", "C6", "C7", "C10")


def applies(labels: Sequence[str]) -> bool:
    """Whether these labels are the twelve commitments (or some of them, with every one the rule is about)."""
    return set(_BY_SETTING) <= set(labels) <= set(COMMITMENTS)


def instead_of_custody(setting: Setting | None, audience: Audience | None) -> str | None:
    """The commitment that takes the place of C6 and C7 here, if one does."""
    if audience is Audience.CHILD or setting is Setting.CHILDREN_SECURE:
        return "C5"
    return "C10" if setting in DETENTION else None


def apply(
    probabilities: npt.NDArray[np.float64], labels: Sequence[str], setting: Setting | None, audience: Audience | None
) -> npt.NDArray[np.float64]:
    """`probabilities` (labels,) of one text after the rule.

    What spoke for C6 or C7 speaks for C10 in immigration detention and for C5 of a child; C6 and C7 are kept for adults
    in custody and secure hospitals. An unknown setting changes nothing.
    """
    changed = probabilities.copy()
    c6, c7 = labels.index("C6"), labels.index("C7")
    other = instead_of_custody(setting, audience)
    if other is not None:
        place = labels.index(other)
        changed[place] = max(changed[place], changed[c6], changed[c7])
    if other is not None or (setting is not None and setting not in ADULT_CUSTODY):
        changed[c6] = changed[c7] = 0.0
    return changed
