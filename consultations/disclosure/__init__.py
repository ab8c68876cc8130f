"""Disclosure control. In: plain counts of people, the policy, and what was released before.
Out: tables in which no small number can be read, solved for or found by comparing, with a log of every rule applied."""
