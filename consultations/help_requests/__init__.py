"""Requests for help that a person chose to make. In: a name, a place, a kind of help, and the file of who answers what.
Out: requests in a database and under keys of their own, with random ids and the week only, for those who answer."""
