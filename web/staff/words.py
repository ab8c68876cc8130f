"""What staff call settings, audiences, channels and the states of a review."""

from __future__ import annotations

from consultations.store.models import Review, SetBy
from consultations.types import Audience, Channel, RedactionKind, Setting
from translations.catalogue import S_

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

REVIEWS: dict[str, str] = {
    Review.WAITING: S_("Waiting"),
    Review.APPROVED: S_("Approved"),
    Review.WITHHELD: S_("Withheld"),
}

SETTERS: dict[str, str] = {
    SetBy.MODEL: S_("the machine"),
    SetBy.RESPONDENT: S_("the person who answered"),
    SetBy.REVIEWER: S_("a reviewer"),
}

HIDDEN: dict[str, str] = {
    RedactionKind.PERSON: S_("a name"),
    RedactionKind.PRISON_NUMBER: S_("a prison number"),
    RedactionKind.NHS_NUMBER: S_("an NHS number"),
    RedactionKind.NI_NUMBER: S_("a National Insurance number"),
    RedactionKind.HOME_OFFICE_REF: S_("a Home Office reference"),
    RedactionKind.PHONE: S_("a telephone number"),
    RedactionKind.EMAIL: S_("an e-mail address"),
    RedactionKind.ADDRESS: S_("an address"),
    RedactionKind.DATE_OF_BIRTH: S_("a date of birth"),
    RedactionKind.CELL_LOCATION: S_("a wing or cell"),
    RedactionKind.EXACT_DATE: S_("a date"),
    RedactionKind.VEHICLE_REG: S_("a vehicle registration"),
    RedactionKind.URL_HANDLE: S_("a web address or account name"),
    RedactionKind.COURT_CASE_NUMBER: S_("a court case number"),
}
"""What stands where something was taken out."""
