"""What the rules cannot list: wording learnt from labelled examples in every language, read beside the rules' own findings.
In: a text cut into words, and the rules that spoke. Out: how likely it is that somebody is in danger, now, and of what kind."""
