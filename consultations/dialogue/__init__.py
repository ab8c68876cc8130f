"""In: what a person typed or pressed, their draft, and a core that knows acts of dialogue. Out: what to say next, in their
language, with the draft brought up to date. Pure: the site behind `Site` keeps, tags and sends, the core sees no word typed."""
