"""What is kept: responses, drafts, decisions, releases, audit. In: domain values. Out: domain values and row objects.

It encrypts raw words before they reach the database and knows no rule of the domain.
"""
