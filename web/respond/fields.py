"""WTForms fields of ours. Every message is our own: WTForms lacks most of our languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wtforms import Field
from wtforms.validators import ValidationError

from web.i18n import _


@dataclass(frozen=True, slots=True)
class Item:
    """A choice as the page shows it, already in the person's language; `lang` where it is quoted in another."""

    value: str
    words: str
    picture: str | None = None
    hint: str | None = None
    lang: str | None = None


class OneOf(Field):
    """One choice, or None. `required`: what to say when nothing was chosen."""

    def __init__(self, items: Sequence[Item], required: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.items = items
        self.required = required

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist[0] if valuelist and valuelist[0] else None

    def pre_validate(self, form: Any) -> None:
        if self.data and self.data not in {item.value for item in self.items}:
            raise ValidationError(_("Please choose one of these."))
        if self.required and not self.data:
            raise ValidationError(self.required)


class SomeOf(Field):
    """Any number of choices, in the order in which they are offered."""

    def __init__(self, items: Sequence[Item], required: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.items = items
        self.required = required

    def process_formdata(self, valuelist: list[str]) -> None:
        chosen = set(valuelist)
        known = tuple(item.value for item in self.items if item.value in chosen)
        self.data: tuple[str, ...] = known
        if chosen - set(known):
            raise ValueError(_("Please choose from this list."))

    def pre_validate(self, form: Any) -> None:
        if self.required and not self.data:
            raise ValidationError(self.required)


class Writing(Field):
    """Words, of at most `limit` characters. A line end counts as one, as the person sees it."""

    def __init__(self, limit: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.limit = limit

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0] if valuelist else ""
        # No keyboard makes a null character, and PostgreSQL refuses it.
        self.data = typed.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()

    def pre_validate(self, form: Any) -> None:
        if len(self.data or "") > self.limit:
            raise ValidationError(
                _(
                    "You wrote %(length)s letters. You can send %(limit)s at most. Please make it shorter.",
                    length=len(self.data),
                    limit=self.limit,
                )
            )
