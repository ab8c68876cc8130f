"""What the safeguarding lead's pages call levels, kinds, what was done, and reasons to hold."""

from __future__ import annotations

from consultations.lead.acting import Done, HoldReason
from consultations.types import Level, SafeguardingKind
from translations.catalogue import S_

LEVELS: dict[str, str] = {
    Level.CONCERN: S_("Somebody should follow this up"),
    Level.IMMEDIATE: S_("Risk now"),
}

KINDS: dict[str, str] = {
    SafeguardingKind.SUICIDE_SELF_HARM: S_("Suicide or self-harm"),
    SafeguardingKind.MEDICAL_EMERGENCY: S_("Medical emergency"),
    SafeguardingKind.ABUSE_BY_STAFF: S_("Harm by staff"),
    SafeguardingKind.VIOLENCE_OR_THREAT: S_("Violence or threat"),
    SafeguardingKind.SEXUAL_ABUSE: S_("Sexual abuse"),
    SafeguardingKind.CHILD_AT_RISK: S_("A child at risk"),
    SafeguardingKind.EXPLOITATION_TRAFFICKING: S_("Exploitation or trafficking"),
    SafeguardingKind.HUNGER_STRIKE: S_("Refusing food or drink"),
    SafeguardingKind.SERIOUS_NEGLECT: S_("Serious neglect"),
    SafeguardingKind.THIRD_PARTY_RISK: S_("Somebody else in danger"),
}

DONE: dict[str, str] = {
    Done.TOLD_PLACE: S_("Told the place's safer custody or safeguarding team"),
    Done.TOLD_HEALTH: S_("Told health care there"),
    Done.TOLD_COUNCIL: S_("Told the council's safeguarding team"),
    Done.TOLD_POLICE: S_("Told the police"),
    Done.TOLD_OTHER: S_("Told another body outside the place"),
    Done.ANSWERED: S_("Answered the person"),
    Done.NO_DANGER: S_("Read it: nothing needs to be done"),
    Done.CANNOT: S_("Nothing can be done: it is not known who or where"),
}

REASONS: dict[str, str] = {
    HoldReason.STILL_HELPING: S_("Help is not finished"),
    HoldReason.INVESTIGATION: S_("A safeguarding investigation"),
    HoldReason.POLICE: S_("The police asked for it"),
    HoldReason.COURT: S_("A court or an inquest"),
    HoldReason.COMPLAINT: S_("A complaint or a claim"),
}

REFUSED: dict[str, str] = {
    "date": S_("Give a last day after today"),
    "too_long": S_("Give an earlier last day: a hold lasts at most %(days)s days, and can be placed again"),
    "nothing_left": S_("The words as written are already emptied: there is nothing left to hold"),
    "note": S_("Write a shorter note: at most %(letters)s letters"),
    "reason": S_("Choose a reason"),
    "what": S_("Choose what was done"),
}
