"""In: `RawText`, the words as written, and a language hint. Out: `RedactedText`, with names, numbers, places and dates that
could identify somebody replaced by marks, and the rule behind each mark for staff. Nothing here logs or keeps a word."""
