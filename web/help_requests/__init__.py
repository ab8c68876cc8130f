"""A person asks a person for help. In: what it is about, where, a name. Out: one request in a book of its own.
No cookie reaches these pages and none leaves them, so that a request cannot be joined to a response."""
