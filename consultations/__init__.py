"""The domain: answers come in as raw text, leave only as released tables, quotes and summaries.

Nothing in here knows Flask. `web` calls it; it calls `accessibility` and `translations`.
"""
