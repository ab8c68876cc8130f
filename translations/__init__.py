"""Languages and their words. In: a locale id and an English sentence. Out: that sentence in the language, or the English one.

`locales.json` is the one list of languages; `<locale>/LC_MESSAGES/respondent.po` holds what respondents read.
"""
