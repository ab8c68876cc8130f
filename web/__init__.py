"""The site and the `heard` command: pages, sign-in, guards. Requests in, pages out; no rule of the domain lives here."""
