"""The words and pictures of the steps that are the same in every consultation; form and chat say the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from consultations.journey.steps import Kind
from consultations.types import Audience, Setting, Stage
from translations.catalogue import N_


@dataclass(frozen=True, slots=True)
class Words:
    """English sentences, each the key of its own translation, and the picture beside them."""

    title: str
    picture: str
    more: str = ""


AUDIENCES: Mapping[Audience, Words] = {
    Audience.PERSON: Words(
        N_("I have used health care"), "person", N_("In prison, in detention, with the police or on probation.")
    ),
    Audience.CHILD: Words(N_("I am under 18"), "child"),
    Audience.FAMILY: Words(N_("I am family, a friend or a carer"), "family", N_("Someone close to me is or was there.")),
    Audience.STAFF: Words(N_("I work in health care or in justice"), "staff"),
    Audience.ORGANISATION: Words(N_("I answer for an organisation"), "organisation"),
}

SETTINGS: Mapping[Setting, Words] = {
    Setting.PRISON: Words(N_("Prison for men"), "prison"),
    Setting.WOMENS_PRISON: Words(N_("Prison for women"), "womens-prison"),
    Setting.YOI: Words(N_("Young offender institution"), "yoi", N_("For people aged 18 to 21.")),
    Setting.CHILDREN_SECURE: Words(
        N_("Secure place for children"),
        "children-secure",
        N_("A secure home, school or training centre, or a unit for under 18s."),
    ),
    Setting.IRC: Words(N_("Immigration removal centre"), "irc", N_("Sometimes called a detention centre.")),
    Setting.SHORT_TERM_HOLDING: Words(
        N_("Short-term holding place"), "short-term-holding", N_("For example at an airport or a port.")
    ),
    Setting.PRE_DEPARTURE: Words(N_("Place for families before a flight"), "pre-departure"),
    Setting.POLICE_CUSTODY: Words(N_("Police cell"), "police-custody", N_("You were locked up at a police station.")),
    Setting.VOLUNTARY_INTERVIEW: Words(
        N_("Police interview without a cell"), "voluntary-interview", N_("You went to the police to talk. You were free to go.")
    ),
    Setting.COURT: Words(N_("Court"), "court"),
    Setting.PROBATION: Words(N_("Probation, or a probation hostel"), "probation"),
    Setting.COMMUNITY: Words(N_("Outside, at home"), "community", N_("For example a doctor near your home.")),
    Setting.SECURE_HOSPITAL: Words(N_("Secure hospital"), "secure-hospital"),
}

CHILD_SETTINGS = (
    Setting.CHILDREN_SECURE,
    Setting.POLICE_CUSTODY,
    Setting.VOLUNTARY_INTERVIEW,
    Setting.COURT,
    Setting.PRE_DEPARTURE,
    Setting.SHORT_TERM_HOLDING,
    Setting.PROBATION,
    Setting.COMMUNITY,
    Setting.SECURE_HOSPITAL,
)
"""Where a child can be: nobody under 18 is held in an adult prison or a removal centre."""

STAGES: Mapping[Stage, Words] = {
    Stage.BEFORE: Words(N_("Before being locked up"), "before", N_("For example at home, with the police or in court.")),
    Stage.IN_CUSTODY: Words(N_("While locked up"), "in-custody", N_("For example in prison or in a removal centre.")),
    Stage.AFTER: Words(N_("After leaving"), "after", N_("For example at home or on probation.")),
}

HELPERS: Mapping[str, Words] = {
    "nobody": Words(N_("No, I do this on my own"), "alone"),
    "peer": Words(N_("Yes, a friend or someone like me"), "helped"),
    "family": Words(N_("Yes, someone in my family"), "family"),
    "staff": Words(N_("Yes, someone who works here"), "staff"),
    "charity": Words(N_("Yes, someone from a charity or a visitor"), "charity-help"),
    "interpreter": Words(N_("Yes, an interpreter"), "chat"),
}

QUESTIONS: Mapping[Kind, Words] = {
    Kind.WHO: Words(N_("Who are you?"), "person", N_("This helps us to ask the right questions.")),
    Kind.ORGANISATION: Words(N_("Which organisation do you answer for?"), "organisation"),
    Kind.WHERE: Words(N_("Which place do you want to tell us about?"), "map", N_("Choose the place where the health care was.")),
    Kind.REGION: Words(N_("Which part of the country is it in?"), "map", N_("We do not ask for the name of the place.")),
    Kind.STAGE: Words(N_("When did it happen?"), "not-now"),
    Kind.HELPED: Words(
        N_("Is someone helping you to answer?"), "helped", N_("Getting help is fine. Your helper can see what you answer.")
    ),
    Kind.TOPICS: Words(
        N_("What do you want to talk about?"), "topics", N_("Choose one or more. You can choose as many as you like.")
    ),
    Kind.UNDERSTOOD: Words(N_("Did we understand you?"), "listening"),
    Kind.CHECK: Words(N_("Check your answers"), "check-list"),
    Kind.QUOTE: Words(
        N_("May we show your words to other people?"),
        "quote",
        N_("We take out names first. We do not say who wrote it. Reports can then use your words."),
    ),
    Kind.RECEIPT: Words(N_("Do you want a receipt number?"), "receipt"),
    Kind.SEND: Words(N_("Send your answers"), "send"),
}

SKIP: Mapping[Kind, str] = {
    Kind.WHERE: N_("I do not want to say"),
    Kind.REGION: N_("I do not want to say"),
    Kind.STAGE: N_("I do not want to say"),
    Kind.HELPED: N_("I do not want to say"),
    Kind.ORGANISATION: N_("I do not want to say"),
    Kind.QUESTION: N_("Skip this question"),
}
"""The words of the skip button, for the steps that have one."""
