"""Chinese names, which stand in the line without spaces: a surname and one or two characters, beside a word that calls for a
name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from consultations.anonymise.context import contexts
from consultations.anonymise.lexicon import SURE, lexicon

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖"
    "石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤"
)
_DOUBLE = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐"
_STOP = "的了是在有和我你他她它们不没说很来去到给对叫让把被要会能吗呢吧也都就还又再这那个医生护士先女小姐等找问跟"
_GIVEN = rf"[\p{{Han}}--[{_STOP}]]"
_NAME = rf"(?:(?:{_DOUBLE}|[{_SURNAMES}]){_GIVEN}{{1,2}}|[小老阿]{_GIVEN}(?!{_GIVEN}))"
_FAMILIAR = rf"[小老阿]{_GIVEN}"
_FOREIGN = rf"{_GIVEN}{{2,5}}"


@cache
def _patterns() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    context = contexts()["zh-Hans"]
    naming = "|".join(sorted(context.naming, key=len, reverse=True))
    before = "|".join(sorted((*context.roles, *context.kin, *context.asking), key=len, reverse=True))
    after = "|".join(sorted(context.titles_after, key=len, reverse=True))
    acts = "|".join(sorted(context.acts, key=len, reverse=True))
    ends = r"(?=[，。,.!！?？；;、\s]|$)"
    flags = regex.V1
    return (
        ("person.chinese_naming", regex.compile(rf"(?:{naming})(?P<name>{_NAME}|{_FOREIGN}{ends})", flags)),
        ("person.chinese_surname", regex.compile(rf"姓(?P<name>(?:{_DOUBLE}|[{_SURNAMES}]))", flags)),
        ("person.chinese_title", regex.compile(rf"(?P<name>(?:{_DOUBLE}|[{_SURNAMES}]){_GIVEN}{{0,2}}?)(?:{after})", flags)),
        (
            "person.chinese_relation",
            regex.compile(rf"(?:{before})(?P<name>{_FAMILIAR}|{_NAME})(?={acts}|[，。,.!！?？\s]|$|\p{{Han}})", flags),
        ),
    )


_ANY = regex.compile(r"\p{Han}")
_PIECE = regex.compile(r"\p{Han}++")


def find(text: str) -> Iterator[tuple[int, int, str]]:
    """`(start, end, rule)` of each Chinese name in a folded text."""
    if not _ANY.search(text):
        return
    found: set[tuple[int, int]] = set()
    for rule, pattern in _patterns():
        for match in pattern.finditer(text):
            span = match.span("name")
            if span not in found and match["name"] not in contexts()["zh-Hans"].common:
                found.add(span)
                yield *span, rule
    get = lexicon().get
    for piece in _PIECE.finditer(text):
        for start in range(piece.start(), piece.end() - 1):
            for length in (3, 2):
                if start + length <= piece.end() and get(text[start : start + length], 0) & SURE and length > 2:
                    yield start, start + length, "person.chinese_name"
