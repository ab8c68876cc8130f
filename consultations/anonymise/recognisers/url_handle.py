"""A person's handle or page; the sites of public bodies and charities are left alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from consultations.anonymise.files import read_lines, word_set
from consultations.anonymise.lexicon import is_common
from consultations.anonymise.page import Hit, Page
from consultations.types import RedactionKind

_URL = regex.compile(
    r"(?<![\w@.\-])(?:https?://|www\.)[^\s<>\"]{3,200}+|(?<![\w@.\-])(?:[a-z0-9\-]{1,40}\.){1,3}(?:com|co\.uk"
    r"|net|me|tv|io|ly|ee|info|uk|social|online|site|blog|org|ru|pl|ro|vn|cn|br"
    r"|tr)(?:/[^\s<>\"]{1,120}+)?(?![\w])"
)
_HANDLE = regex.compile(r"(?<![\w.@])@ ?(?=[\w.]*[a-z])[\w.]{2,40}+(?<!\.)")
_NETWORK = (
    r"(?:insta(?:gram)?|snap(?:chat)?|facebook|face ?book|fb|twitter|tik ?tok|tiktok|youtube|telegram"
    r"|whats ?app|discord|messenger|linkedin|viber|wechat|xbox|psn|gamertag|onlyfans|weibo|zalo|vk)"
)
_NAMED = regex.compile(
    rf"\b{_NETWORK}(?: (?:handle|name|user ?name|account|page|profile|id|tag))?(?: ?(?:is|was|:|=|-|as|called"
    rf"|under|at|on)){{1,2}} ?@?(?P<handle>[a-z0-9][\w.\-]{{2,40}})"
    rf"|\b{_NETWORK} @?(?P<next>(?=[a-z0-9._]*[0-9_])[a-z][\w.]{{2,40}})"
)
_USERNAME = regex.compile(
    r"\b(?:user ?name|handle|gamertag|screen ?name)(?: is| was|:| =)? @?(?P<handle>(?=[a-z0-9._]*[0-9_])[\w.\-]{3,40})"
)


_NETWORK_WORDS = word_set("networks")


@cache
def _public() -> tuple[tuple[str, ...], tuple[str, ...]]:
    entries = read_lines("names/public_sites.txt")
    return tuple(e for e in entries if not e.startswith("@")), tuple(e for e in entries if e.startswith("@"))


def find(page: Page) -> Iterator[Hit]:
    """Web addresses, `@handles`, and what follows "my insta is"."""
    key = page.view.key
    sites, handles = _public()
    kind = RedactionKind.URL_HANDLE
    if "." in key:
        for match in _URL.finditer(key):
            end = match.start() + len(match.group().rstrip(".,;:!?)'"))
            host = key[match.start() : end].removeprefix("https://").removeprefix("http://").partition("/")[0]
            if not ("." + host).endswith(tuple(s if s.startswith(".") else "." + s for s in sites)):
                yield Hit(match.start(), end, kind, "url_handle.address", 0.93)
    if "@" in key:
        for match in _HANDLE.finditer(key):
            if not match.group().replace("@ ", "@").startswith(handles) and not is_common(match.group()[1:].strip()):
                yield Hit(match.start(), match.end(), kind, "url_handle.at", 0.8)
    if page.vocabulary.isdisjoint(_NETWORK_WORDS):
        return
    for match in _NAMED.finditer(key):
        group = "handle" if match["handle"] else "next"
        if not is_common(match[group].strip(".-")):
            yield Hit(match.start(group), match.end(group), kind, "url_handle.named", 0.9)
    for match in _USERNAME.finditer(key):
        yield Hit(match.start("handle"), match.end("handle"), kind, "url_handle.username", 0.9)
