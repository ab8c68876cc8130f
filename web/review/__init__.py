"""Reviewing: PPV leads and peer reviewers check the tags of redacted responses and approve or withhold them.
In: the queue. Out: decisions beside the machine's tags, and the next response."""
