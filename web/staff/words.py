"""What staff call settings, audiences, channels and the states of a review."""

from __future__ import annotations

from consultations.store.models import Review, SetBy
from consultations.types import Audience, Channel, RedactionKind, Setting
from translations.catalogue import N_

SETTINGS: dict[str, str] = {
    Setting.PRISON: N_("Prison"),
    Setting.WOMENS_PRISON: N_("Women's prison"),
    Setting.YOI: N_("Young offender institution (18 to 21)"),
    Setting.CHILDREN_SECURE: N_("Secure setting for children"),
    Setting.IRC: N_("Immigration removal centre"),
    Setting.SHORT_TERM_HOLDING: N_("Short-term holding facility"),
    Setting.PRE_DEPARTURE: N_("Pre-departure accommodation"),
    Setting.POLICE_CUSTODY: N_("Police custody"),
    Setting.VOLUNTARY_INTERVIEW: N_("Voluntary interview"),
    Setting.COURT: N_("Court"),
    Setting.PROBATION: N_("Probation"),
    Setting.COMMUNITY: N_("Community"),
    Setting.SECURE_HOSPITAL: N_("Secure hospital"),
}

AUDIENCES: dict[str, str] = {
    Audience.PERSON: N_("A person using services"),
    Audience.CHILD: N_("A child or young person"),
    Audience.FAMILY: N_("Family, friend or carer"),
    Audience.STAFF: N_("Staff"),
    Audience.ORGANISATION: N_("An organisation"),
}

CHANNELS: dict[str, str] = {
    Channel.FORM: N_("Form"),
    Channel.CHAT: N_("Chat"),
    Channel.KIOSK: N_("Kiosk"),
    Channel.PAPER: N_("Paper"),
    Channel.ORGANISATION: N_("Through an organisation"),
    Channel.IMPORT: N_("Imported"),
}

REVIEWS: dict[str, str] = {
    Review.WAITING: N_("Waiting"),
    Review.APPROVED: N_("Approved"),
    Review.WITHHELD: N_("Withheld"),
}

SETTERS: dict[str, str] = {
    SetBy.MODEL: N_("the machine"),
    SetBy.RESPONDENT: N_("the person who answered"),
    SetBy.REVIEWER: N_("a reviewer"),
}

HIDDEN: dict[str, str] = {
    RedactionKind.PERSON: N_("a name"),
    RedactionKind.PRISON_NUMBER: N_("a prison number"),
    RedactionKind.NHS_NUMBER: N_("an NHS number"),
    RedactionKind.NI_NUMBER: N_("a National Insurance number"),
    RedactionKind.HOME_OFFICE_REF: N_("a Home Office reference"),
    RedactionKind.PHONE: N_("a telephone number"),
    RedactionKind.EMAIL: N_("an e-mail address"),
    RedactionKind.ADDRESS: N_("an address"),
    RedactionKind.DATE_OF_BIRTH: N_("a date of birth"),
    RedactionKind.CELL_LOCATION: N_("a wing or cell"),
    RedactionKind.EXACT_DATE: N_("a date"),
    RedactionKind.VEHICLE_REG: N_("a vehicle registration"),
    RedactionKind.URL_HANDLE: N_("a web address or account name"),
    RedactionKind.COURT_CASE_NUMBER: N_("a court case number"),
}
"""What stands where something was taken out."""
