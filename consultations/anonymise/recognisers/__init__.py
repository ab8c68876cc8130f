"""In: a `Page` (one text, folded and cut into words once). Out: `Hit`s in the folded text, each with kind and rule.
One file for each kind of personal data; none knows the others."""
