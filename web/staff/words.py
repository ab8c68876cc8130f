"""What staff call the states of a review, who set a tag, and what was hidden; settings and the like are shared with reports."""

from __future__ import annotations

from consultations.store.models import Review, SetBy
from consultations.types import RedactionKind
from consultations.words import AUDIENCES, CHANNELS, SETTINGS
from translations.catalogue import S_

__all__ = ["AUDIENCES", "CHANNELS", "HIDDEN", "REVIEWS", "SETTERS", "SETTINGS"]

REVIEWS: dict[str, str] = {
    Review.WAITING: S_("Waiting"),
    Review.APPROVED: S_("Approved"),
    Review.WITHHELD: S_("Withheld"),
}

SETTERS: dict[str, str] = {
    SetBy.MODEL: S_("the machine"),
    SetBy.RESPONDENT: S_("the person who answered"),
    SetBy.REVIEWER: S_("a reviewer"),
    SetBy.BULK: S_("the machine, accepted in bulk"),
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
