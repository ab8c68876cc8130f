"""The one table of who may do what. Guards, the menu and docs/roles.md are made from it; a test walks every route by it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from translations.catalogue import S_


class Role(StrEnum):
    """What an account is for; the names are part of the command-line contract."""

    PPV_LEAD = "ppv_lead"
    PEER_REVIEWER = "peer_reviewer"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    TRANSLATOR = "translator"
    COMMISSIONER = "commissioner"
    CONSULTATION_LEAD = "consultation_lead"


class Employer(StrEnum):
    """Who employs the holder of an account."""

    NOT_GIVEN = "not_given"
    NHS_ENGLAND = "nhs_england"
    CARE_BOARD = "care_board"
    LOCAL_AUTHORITY = "local_authority"
    VOLUNTARY = "voluntary"
    SELF = "self"
    ESTABLISHMENT = "establishment"
    HEALTH_PROVIDER = "health_provider"
    HOME_OFFICE = "home_office"


class Permission(StrEnum):
    """One thing that can be done."""

    ACCOUNT = "account"
    REVIEW = "review"
    AGREEMENT = "agreement"
    RESULTS = "results"
    RELEASE = "release"
    SAFEGUARD = "safeguard"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the table: a permission, what it allows, who has it, and its place in the menu (label and endpoint)."""

    permission: Permission
    allows: str
    roles: frozenset[Role]
    menu: str | None = None
    endpoint: str | None = None


EVERYONE = frozenset(Role)
REVIEWERS = frozenset({Role.PPV_LEAD, Role.PEER_REVIEWER})

TABLE: tuple[Entry, ...] = (
    Entry(
        Permission.REVIEW,
        "Read redacted responses, check their tags, approve or withhold them",
        REVIEWERS,
        S_("Review responses"),
        "review.consultations",
    ),
    Entry(
        Permission.AGREEMENT,
        "See how far machine and reviewers agree on tags, in figures",
        frozenset({Role.PPV_LEAD}),
        S_("Agreement on tags"),
        "agreement.page",
    ),
    Entry(
        Permission.RESULTS,
        "Read and download released results",
        frozenset({Role.COMMISSIONER, Role.PPV_LEAD, Role.PEER_REVIEWER, Role.CONSULTATION_LEAD}),
        S_("Released results"),
        "reports.results",
    ),
    Entry(
        Permission.RELEASE,
        "See what the gate would let out, and release it with a reason",
        frozenset({Role.CONSULTATION_LEAD}),
        S_("Release"),
        "reports.choose",
    ),
    Entry(
        Permission.SAFEGUARD,
        "See disclosures and requests for help, record what was done, hold words with a reason and an end date",
        frozenset({Role.SAFEGUARDING_LEAD}),
        S_("Disclosures and requests for help"),
        "safeguarding.disclosures",
    ),
    Entry(
        Permission.ACCOUNT,
        "Change one's own password, code generator and recovery codes",
        EVERYONE,
        S_("Your account"),
        "staff.account",
    ),
)

TITLES: dict[Role, str] = {
    Role.PPV_LEAD: S_("Patient and public voice lead"),
    Role.PEER_REVIEWER: S_("Peer reviewer"),
    Role.SAFEGUARDING_LEAD: S_("Safeguarding lead"),
    Role.TRANSLATOR: S_("Translator"),
    Role.COMMISSIONER: S_("Commissioner"),
    Role.CONSULTATION_LEAD: S_("Consultation lead"),
}

EMPLOYERS: dict[Employer, str] = {
    Employer.NOT_GIVEN: S_("Not given"),
    Employer.NHS_ENGLAND: S_("NHS England"),
    Employer.CARE_BOARD: S_("An integrated care board"),
    Employer.LOCAL_AUTHORITY: S_("A local authority"),
    Employer.VOLUNTARY: S_("A voluntary organisation"),
    Employer.SELF: S_("Nobody: works for themselves"),
    Employer.ESTABLISHMENT: S_("A place of custody or detention"),
    Employer.HEALTH_PROVIDER: S_("A health care provider in custody or detention"),
    Employer.HOME_OFFICE: S_("The Home Office"),
}

MAY_NOT_REVIEW = frozenset({Employer.ESTABLISHMENT, Employer.HEALTH_PROVIDER, Employer.HOME_OFFICE})
"""People could not speak freely if those who hold or treat them read along."""

NEVER_TOGETHER: tuple[tuple[frozenset[Role], frozenset[Role], str], ...] = (
    (
        REVIEWERS,
        frozenset({Role.SAFEGUARDING_LEAD}),
        "a request for help must never be joined to a response, so nobody sees both",
    ),
    (REVIEWERS, frozenset({Role.COMMISSIONER}), "a commissioner sees released results only"),
    (
        frozenset({Role.SAFEGUARDING_LEAD}),
        frozenset({Role.COMMISSIONER, Role.CONSULTATION_LEAD}),
        "requests for help are kept apart from the consultation's results",
    ),
)


class Conflict(ValueError):
    """Roles, or a role and an employer, that one account may not have; says why."""


def check(roles: frozenset[Role], employer: Employer) -> None:
    """Raise `Conflict` when one account may not hold these roles, or not with this employer."""
    for one, other, why in NEVER_TOGETHER:
        if roles & one and roles & other:
            names = " and ".join(sorted(r.value for r in roles & (one | other)))
            raise Conflict(f"one account cannot be {names}: {why}")
    if roles & REVIEWERS and employer in MAY_NOT_REVIEW:
        raise Conflict(f"an account of employer {employer.value} cannot review responses: people must be able to speak freely")


def entry(permission: Permission) -> Entry:
    return next(e for e in TABLE if e.permission is permission)


def may(roles: frozenset[Role], permission: Permission) -> bool:
    """Whether an account with these roles may do this."""
    return bool(roles & entry(permission).roles)


def menu(roles: frozenset[Role]) -> list[tuple[str, str]]:
    """The menu of an account, in the table's order: label (to be translated) and endpoint."""
    return [(e.menu, e.endpoint) for e in TABLE if e.menu and e.endpoint and roles & e.roles]


def as_markdown() -> str:
    """docs/roles.md."""
    lines = [
        "# Who may do what",
        "",
        "Made from `web/staff/permissions.py` by `python -m web.staff.permissions`; a test holds the two together.",
        "",
        "| | " + " | ".join(f"`{r.value}`" for r in Role) + " |",
        "|---|" + "---|" * len(Role),
    ]
    lines += [f"| {e.allows} | " + " | ".join("yes" if r in e.roles else "" for r in Role) + " |" for e in TABLE]
    lines += ["", "One account never holds together:", ""]
    lines += [
        f"- {', '.join(f'`{r.value}`' for r in sorted(one))} and {', '.join(f'`{r.value}`' for r in sorted(other))}: {why}."
        for one, other, why in NEVER_TOGETHER
    ]
    barred = ", ".join(f"`{e.value}`" for e in sorted(MAY_NOT_REVIEW))
    lines += ["", f"An account with one of these employers does not review: {barred}.", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    print(as_markdown(), end="")
