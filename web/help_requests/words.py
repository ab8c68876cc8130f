"""The easy words of asking for help: kinds, and how an answer comes."""

from __future__ import annotations

from collections.abc import Mapping

from consultations.help_requests.answerers import Kind
from consultations.types import SafeguardingKind
from translations.catalogue import N_, S_

KINDS: Mapping[Kind, tuple[str, str]] = {
    Kind.SELF_HARM: (N_("I think about hurting myself"), "calm-mind"),
    Kind.ILL: (N_("I am ill. I get no care."), "nurse-check"),
    Kind.HURT_BY_STAFF: (N_("Someone who works here hurts me"), "staff"),
    Kind.HURT_BY_OTHERS: (N_("Someone else hurts or scares me"), "danger"),
    Kind.CHILD: (N_("I worry about a child"), "child"),
    Kind.SOMEONE_ELSE: (N_("I worry about someone else"), "family"),
    Kind.OTHER: (N_("Something else"), "something-else"),
}
"""For each kind its words and its picture."""

STAFF_KINDS: Mapping[str, str] = {
    Kind.SELF_HARM: S_("Thinks about hurting themselves"),
    Kind.ILL: S_("Is ill and gets no care"),
    Kind.HURT_BY_STAFF: S_("Harm by staff"),
    Kind.HURT_BY_OTHERS: S_("Somebody else hurts or scares them"),
    Kind.CHILD: S_("Worries about a child"),
    Kind.SOMEONE_ELSE: S_("Worries about somebody else"),
    Kind.OTHER: S_("Something else"),
}

NEAREST: Mapping[Kind, tuple[SafeguardingKind, ...]] = {
    Kind.SELF_HARM: (SafeguardingKind.SUICIDE_SELF_HARM,),
    Kind.ILL: (SafeguardingKind.SERIOUS_NEGLECT,),
    Kind.HURT_BY_STAFF: (SafeguardingKind.ABUSE_BY_STAFF,),
    Kind.HURT_BY_OTHERS: (SafeguardingKind.VIOLENCE_OR_THREAT,),
    Kind.CHILD: (SafeguardingKind.CHILD_AT_RISK,),
    Kind.SOMEONE_ELSE: (SafeguardingKind.THIRD_PARTY_RISK,),
    Kind.OTHER: (),
}
"""Which help lines fit where nobody answers."""

ANSWERS_BY: Mapping[str, str] = {
    "visit": N_("They come to see you."),
    "letter": N_("They write to you."),
    "visit_or_letter": N_("They come to see you or write to you."),
}
