"""In: a person's own words, straight after they were sent. Out: how urgent they are, of what kind, and the help to show.

What was learnt from the labelled texts in `examples/` weighs what the rules found. Rules are data in `rules/` (one file a
language, and `judgement.yml` for all); help lines are data in `help_lines.yml`.
"""
