"""In: English texts that respondents read. Out: findings (text, rule, suggestion) where one is not easy read,
and the hard words of a text with their easy meanings. Limits and word lists are the data files beside this one."""

from accessibility.easy_read.linter import Finding, lint
from accessibility.easy_read.words import HardWord, WordListError, hard_words, hard_words_in

__all__ = ["Finding", "HardWord", "WordListError", "hard_words", "hard_words_in", "lint"]
