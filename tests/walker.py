"""A respondent's browser with scripts off: fetches pages, reads their forms, posts them back. Checks every page it meets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Protocol
from urllib.parse import urljoin, urlsplit

_VOID = {"input", "img", "br", "hr", "meta", "link", "path", "circle", "source"}


@dataclass
class Form:
    """One form: where it goes, and what it would send if nothing were chosen."""

    action: str
    method: str
    fields: list[dict[str, str]] = field(default_factory=list)
    buttons: list[dict[str, str]] = field(default_factory=list)

    def data(self) -> dict[str, list[str]]:
        sent: dict[str, list[str]] = {}
        for f in self.fields:
            if f.get("type") in ("radio", "checkbox") and "checked" not in f:
                continue
            if name := f.get("name"):
                sent.setdefault(name, []).append(f.get("value", "on" if f.get("type") == "checkbox" else ""))
        return sent

    def values(self, name: str) -> list[str]:
        """Every value a choice field offers."""
        return [f.get("value", "on") for f in self.fields if f.get("name") == name]

    def named(self, kind: str) -> list[str]:
        """Names of the fields of one kind (`radio`, `checkbox`, `text`, `textarea`), in order, each once."""
        return list(dict.fromkeys(f["name"] for f in self.fields if f.get("type", "text") == kind and "name" in f))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.h1: list[str] = []
        self.title = ""
        self.text: list[str] = []
        self.addresses: list[str] = []
        self.labels: set[str] = set()
        self.ids: list[str] = []
        self.controls: list[dict[str, str]] = []
        self.html: dict[str, str] = {}
        self.inline: list[str] = []
        self._open: list[str] = []
        self._area: dict[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {k: v or "" for k, v in attrs}
        if tag not in _VOID:
            self._open.append(tag)
        if tag == "html":
            self.html = a
        if "style" in a or any(k.startswith("on") for k in a):
            self.inline.append(tag)
        if tag == "script" and "src" not in a:
            self.inline.append(tag)
        self.addresses += [a[k] for k in ("src", "href", "action", "formaction") if a.get(k)]
        if "id" in a:
            self.ids.append(a["id"])
        if tag == "h1":
            self.h1.append("")
        elif tag == "label":
            self.labels.add(a.get("for", ""))
        elif tag == "form":
            self.forms.append(Form(a.get("action", ""), a.get("method", "get").lower()))
        elif tag in ("input", "textarea", "select", "button"):
            self._control(tag, a)

    def _control(self, tag: str, a: dict[str, str]) -> None:
        kind = tag if tag != "input" else a.get("type", "text")
        entry = {**a, "type": a.get("type", "submit") if tag == "button" else kind}
        if kind not in ("hidden", "submit", "button"):
            self.controls.append(entry)
        if not self.forms:
            return
        if tag == "button" or kind == "submit":
            self.forms[-1].buttons.append(entry)
        else:
            self.forms[-1].fields.append(entry)
            self._area = entry if tag == "textarea" else None

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open and self._open.pop() != tag:
                pass
        if tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        inside = set(self._open)
        if "h1" in inside and self.h1:
            self.h1[-1] += data
        if "title" in inside and "svg" not in inside:
            self.title += data
        if self._area is not None:
            self._area["value"] = self._area.get("value", "") + data.removeprefix("\n")
        if not inside & {"script", "style"}:
            self.text.append(data)


@dataclass
class Page:
    """What came back: status, address, headers, and the parsed page."""

    status: int
    address: str
    body: str
    headers: Any
    read: _Reader

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.read.text)).strip()

    @property
    def h1(self) -> str:
        return re.sub(r"\s+", " ", self.read.h1[0]).strip() if self.read.h1 else ""

    def form_with(self, field_name: str = "step") -> Form:
        """The form that holds a field of this name."""
        for form in self.read.forms:
            if any(f.get("name") == field_name for f in [*form.fields, *form.buttons]):
                return form
        raise AssertionError(f"no form with {field_name!r} on {self.h1!r}")


class _Client(Protocol):
    def open(self, path: str, **kwargs: Any) -> Any: ...


class Walker:
    """Walks the site through Flask's test client."""

    def __init__(self, client: _Client, *, check: bool = True) -> None:
        self.client = client
        self.check = check
        self.page: Page
        self.seen: list[Page] = []

    def get(self, path: str) -> Page:
        return self._open(path, method="GET")

    def post(self, path: str, data: dict[str, Any]) -> Page:
        return self._open(path, method="POST", data=data)

    def _open(self, path: str, **kwargs: Any) -> Page:
        answer = self.client.open(path, follow_redirects=True, **kwargs)
        body = answer.get_data(as_text=True)
        reader = _Reader()
        reader.feed(body)
        self.page = Page(answer.status_code, answer.request.path, body, answer.headers, reader)
        self.seen.append(self.page)
        if self.check and "text/html" in answer.headers.get("Content-Type", ""):
            check_page(self.page)
        return self.page

    def submit(self, form: Form, button: str | None = None, **values: Any) -> Page:
        """Send a form with these values in place of its own; `button` is the value of the pressed button."""
        data: dict[str, Any] = form.data()
        data.update(values)
        wanted = [b for b in form.buttons if button is None or b.get("value") == button]
        assert wanted, f"no button {button!r} on {self.page.h1!r}"
        if name := wanted[0].get("name"):
            data[name] = wanted[0].get("value", "")
        target = wanted[0].get("formaction") or form.action or self.page.address
        return self.post(urljoin(self.page.address, target), data)


def check_page(page: Page) -> None:
    """What must hold on every page: a title, one h1, labels, no other host, nothing inline, headers."""
    r = page.read
    where = f"{page.address} ({page.h1})"
    assert r.title.strip(), f"no title on {where}"
    assert len(r.h1) == 1, f"{len(r.h1)} h1 on {where}"
    assert r.html.get("lang"), where
    assert r.html.get("dir") in ("ltr", "rtl"), where
    assert len(set(r.ids)) == len(r.ids), f"an id twice on {where}: {sorted(i for i in r.ids if r.ids.count(i) > 1)}"
    for control in r.controls:
        named = control.get("id") in r.labels or "aria-label" in control or "aria-labelledby" in control
        assert named, f"a field without label on {where}: {control.get('name')}"
    outside = [a for a in r.addresses if urlsplit(a).netloc or a.startswith("//")]
    assert not outside, f"another host on {where}: {outside}"
    assert not r.inline, f"inline script or style on {where}: {r.inline}"
    policy = page.headers.get("Content-Security-Policy", "")
    assert "default-src 'none'" in policy, where
    assert "unsafe" not in policy, where
    assert page.headers.get("Cache-Control") == "no-store", where


WORDS = "I waited six weeks for the dentist and nobody told me why"


def answer_everything(
    walker: Walker, start: str = "/consultations/twelve-commitments", words: str = WORDS, most: int = 60, read_back: bool = False
) -> Page:
    """Walk from a consultation's first page to the receipt, giving an answer to every step; the last page is returned.

    `read_back`: ask that the receipt shows the words again.
    """
    page = walker.get(start)
    page = walker.submit(next(f for f in page.read.forms if f.action.endswith("/start")))
    for _ in range(most):
        try:
            form = page.form_with("step")
        except AssertionError:
            carry_on = [f for f in page.read.forms if any(b.get("value") == "carry-on" for b in f.buttons)]
            if not carry_on:
                return page
            page = walker.submit(carry_on[0], "carry-on")
            continue
        values: dict[str, Any] = {name: form.values(name)[0] for name in form.named("radio")}
        values |= {name: form.values(name)[:2] for name in form.named("checkbox") if name != "read_back" or read_back}
        values |= dict.fromkeys(form.named("textarea"), words) | dict.fromkeys(form.named("text"), "An invented charity")
        page = walker.submit(form, **values)
        assert page.status == 200, f"{page.status} on {page.h1}: {page.text[:300]}"
    raise AssertionError(f"no end after {most} pages; at {page.h1}")
