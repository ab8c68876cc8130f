"""What staff pages and reports call settings, audiences and channels."""

from __future__ import annotations

from consultations.types import Audience, Channel, Setting
from translations.catalogue import S_

NOT_SAID = "not_said"
"""Stands in a table for a setting that nobody gave."""

SETTINGS: dict[str, str] = {
    Setting.PRISON: S_("Prison"),
    Setting.WOMENS_PRISON: S_("Women's prison"),
    Setting.YOI: S_("Young offender institution (18 to 21)"),
    Setting.CHILDREN_SECURE: S_("Secure setting for children"),
    Setting.IRC: S_("Immigration removal centre"),
    Setting.SHORT_TERM_HOLDING: S_("Short-term holding facility"),
    Setting.PRE_DEPARTURE: S_("Pre-departure accommodation"),
    Setting.POLICE_CUSTODY: S_("Police custody"),
    Setting.VOLUNTARY_INTERVIEW: S_("Voluntary interview"),
    Setting.COURT: S_("Court"),
    Setting.PROBATION: S_("Probation"),
    Setting.COMMUNITY: S_("Community"),
    Setting.SECURE_HOSPITAL: S_("Secure hospital"),
}

AUDIENCES: dict[str, str] = {
    Audience.PERSON: S_("A person using services"),
    Audience.CHILD: S_("A child or young person"),
    Audience.FAMILY: S_("Family, friend or carer"),
    Audience.STAFF: S_("Staff"),
    Audience.ORGANISATION: S_("An organisation"),
}

CHANNELS: dict[str, str] = {
    Channel.FORM: S_("Form"),
    Channel.CHAT: S_("Chat"),
    Channel.KIOSK: S_("Kiosk"),
    Channel.PAPER: S_("Paper"),
    Channel.ORGANISATION: S_("Through an organisation"),
    Channel.IMPORT: S_("Imported"),
}
