"""The safeguarding lead's pages. In: alerts raised by intake, requests for help, and a lead's decisions.
Out: what waits, most urgent first, as redacted words; a name and a place only when a request is opened, which is audited."""
