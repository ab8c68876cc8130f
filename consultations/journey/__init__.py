"""The way through a consultation, one and the same for form and chat.

In: a definition and what was answered so far. Out: which step comes now, before and after, and the finished submission.
"""
