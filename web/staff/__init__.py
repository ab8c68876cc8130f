"""Who works with Heard: accounts, sign-in with a password and a code, and what each role may do.
In: a name, a password, a code. Out: the signed-in `User`, and guards for the pages of staff."""
