"""Tagging. In: redacted text, and what was asked, where and of whom. Out: commitments and questions it speaks to,
each with a calibrated probability and, for commitments, the words that earned it."""
