"""Words, cues and languages as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.tagging import cues, language, words
from consultations.tagging.cues import CueError, Cues


def test_spelling_habits_come_to_one_form() -> None:
    assert words.split("DON'T dont don’t").forms == ["dont"] * 3
    assert words.split("Médico medico MEDICO").forms == ["medico"] * 3
    assert words.split("soooooo").forms == ["soo"]
    assert words.split("p\u200bain").forms == ["pain"] or words.split("p\u200bain").forms == ["p", "ain"]


def test_ages_are_kept_and_long_numbers_are_not() -> None:
    assert words.split("aged 15 number 123456").forms == ["aged", "15", "number", "0"]


@given(st.text(max_size=300))
def test_places_of_words_are_in_order_and_inside(text: str) -> None:
    found = words.split(text)
    at = 0
    for start, end in zip(found.starts, found.ends, strict=True):
        assert at <= start < end <= len(text)
        at = end


def test_a_cue_is_found_misspelt_but_a_real_word_is_not_taken_for_it() -> None:
    known = Cues(["dentist", "family"], {}, [("dentist", "dentist*"), ("family", "sister*")])
    assert known.find(["denist"]) == [(0, 0, 1)]
    assert known.find(["dnetists"]) == [(0, 0, 1)]
    assert known.find(["tourists"]) == []
    known.know(["denist"])
    assert known.find(["denist"]) == []


def test_a_cue_of_several_words_needs_them_all_in_order() -> None:
    known = Cues(["unlock"], {}, [("unlock", "not unlock* me")])
    assert known.find(["they", "did", "not", "unlocked", "me"]) == [(0, 2, 5)]
    assert known.find(["not", "me", "unlocked"]) == []
    assert known.find(["not", "unlocked"]) == []


def test_one_concept_is_found_in_the_languages_that_name_it() -> None:
    shipped = cues.shipped()
    for text in ("my tablets", "moje tabletki", "mis pastillas", "الدواء"):
        found = {shipped.concepts[c] for c, _, _ in shipped.find(words.split(text).forms)}
        assert "medicine" in found


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("concepts:\n  pain: {words: [1]}\n", r"en\.yml: concepts\.pain\.words\.0"),
        ("concepts:\n  pain: {words: [a]}\n - x", r"en\.yml, line \d+: not YAML"),
        ("concepts:\n  pain: {commitments: [C13], words: [a]}\n", r"en\.yml: concepts\.pain\.commitments\.0"),
    ],
)
def test_a_wrong_cue_file_is_refused_with_its_place(tmp_path, content: str, complaint: str) -> None:
    (tmp_path / "en.yml").write_text(content, "utf-8")
    with pytest.raises(CueError, match=complaint):
        cues.load(tmp_path)


def test_a_translation_of_an_unknown_concept_is_refused(tmp_path) -> None:
    (tmp_path / "en.yml").write_text("concepts:\n  pain: {words: [pain]}\n", "utf-8")
    (tmp_path / "fr.yml").write_text("concepts:\n  douleur: [mal]\n", "utf-8")
    with pytest.raises(CueError, match=r"fr\.yml: concepts\.douleur"):
        cues.load(tmp_path)


SENTENCES = {
    "en": "I waited six weeks for the dentist and nobody told me why",
    "cy": "Rydw i wedi bod yn aros am y meddyg ers tair wythnos heb ateb",
    "pl": "Czekam na dentystę od sześciu tygodni i nikt mi nic nie mówi",
    "ro": "Aștept de trei săptămâni să văd un doctor și nimeni nu îmi spune nimic",
    "sq": "Kam tri javë që pres mjekun dhe askush nuk më thotë asgjë",
    "ar": "أنتظر الطبيب منذ ثلاثة أسابيع ولا أحد يخبرني بشيء",
    "fa": "سه هفته است که منتظر دکتر هستم و هیچ‌کس چیزی نمی‌گوید",
    "ckb": "سێ هەفتەیە چاوەڕێی دکتۆر دەکەم و کەس هیچم پێ ناڵێت",
    "ps": "درې اونۍ کېږي چې ډاکټر ته انتظار کوم او هېڅوک راته څه نه وايي",
    "ur": "میں تین ہفتوں سے ڈاکٹر کا انتظار کر رہا ہوں اور کوئی کچھ نہیں بتاتا",
    "pa": "ਮੈਂ ਤਿੰਨ ਹਫ਼ਤਿਆਂ ਤੋਂ ਡਾਕਟਰ ਦੀ ਉਡੀਕ ਕਰ ਰਿਹਾ ਹਾਂ",
    "bn": "আমি তিন সপ্তাহ ধরে ডাক্তারের জন্য অপেক্ষা করছি",
    "vi": "Tôi đã chờ bác sĩ ba tuần mà không ai nói gì với tôi",
    "zh-Hans": "我等医生已经三个星期了，没有人告诉我为什么",
    "ti": "ሰለስተ ሰሙን ንሓኪም ክጽበ ጸኒሐ ዝነግረኒ ሰብ የለን",
    "so": "Saddex toddobaad ayaan sugayay dhakhtarka cidna waxba iima sheegin",
    "es": "Llevo tres semanas esperando al médico y nadie me dice nada",
    "pt-BR": "Estou esperando o médico há três semanas e ninguém me fala nada",
    "tr": "Üç haftadır doktoru bekliyorum ve kimse bana bir şey söylemiyor",
    "ru": "Я жду врача уже три недели, и никто мне ничего не говорит",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_each_of_our_languages_is_told_without_a_hint(code: str) -> None:
    text = SENTENCES[code]
    assert language.detect(text, words.split(text))[0] == code


@pytest.mark.parametrize("code", SENTENCES)
def test_a_wrong_hint_gives_way_to_a_plain_text(code: str) -> None:
    text = SENTENCES[code]
    assert language.detect(text, words.split(text), "zh-Hans" if code == "en" else "en")[0] == code


@pytest.mark.parametrize(
    ("text", "hint", "said"),
    [
        ("ok", "pl", "pl"),
        ("", "ur", "ur"),
        ("123", None, "en"),
        ("no docter for weeks", None, "en"),
        ("meds late agen", None, "en"),
        ("bom", "pt", "pt-BR"),
        ("ڕاستە", "sdh", "ckb"),
        ("dobrze", "nonsense!!", "pl"),
        ("лікар не приходить", "uk", "uk"),
    ],
)
def test_a_hint_is_trusted_where_the_text_leaves_doubt(text: str, hint: str | None, said: str) -> None:
    assert language.detect(text, words.split(text), hint)[0] == said


def test_every_language_of_the_site_can_be_told() -> None:
    assert set(language.OURS) == set(SENTENCES)
