"""The language of a request, and words in it. Respondents' words come from the `respondent` domain, staff's from `staff`."""

from __future__ import annotations

from typing import Any

from flask import Flask, g, request, session
from flask_babel import Babel

from translations import catalogue
from translations.catalogue import N_, S_
from translations.locales import SOURCE, Language, find, languages, offered


def current() -> Language:
    """The language of this request: `?lang=`, then this session's choice, then the browser's wish, then English."""
    if "language" not in g:
        g.language = _choose()
    language: Language = g.language
    return language


def _choose() -> Language:
    asked = find(request.args.get("lang"))
    if asked:
        return asked
    kept = find(session.get("lang"))
    if kept:
        return kept
    for wish in request.accept_languages.values():
        if found := find(wish):
            return found
    return languages()[SOURCE]


def choose(code: str) -> Language | None:
    """Keep a language for this session; None when it is not offered."""
    language = find(code)
    if language:
        session["lang"] = language.id
        g.language = language
    return language


def gettext(message: str, **values: Any) -> str:
    """A respondent-facing sentence in the request's language, with named places filled."""
    text = catalogue.gettext(current().id, message)
    return text % values if values else text


def ngettext(singular: str, plural: str, num: int, **values: Any) -> str:
    text = str(catalogue.load(current().id).ungettext(singular, plural, num))
    return text % {"num": num, **values}


_ = gettext

__all__ = ["N_", "S_", "_", "choose", "current", "gettext", "ngettext", "staff_gettext"]


def staff_gettext(message: str, **values: Any) -> str:
    """A staff-facing sentence; English first, other languages when there is a catalogue."""
    text = str(catalogue.load(current().id, "staff").ugettext(message)) if message else ""
    return text % values if values else text


def install(app: Flask) -> None:
    babel = Babel()
    babel.init_app(app, locale_selector=lambda: current().folder)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.globals.update(_=gettext, gettext=gettext, ngettext=ngettext, s_=staff_gettext)

    @app.before_request
    def keep_asked_language() -> None:
        if asked := find(request.args.get("lang")):
            session["lang"] = asked.id

    @app.context_processor
    def language() -> dict[str, Any]:
        return {"language": current(), "languages_offered": offered()}
