"""In: a `Page` cut into words. Out: which of them are names, and why. The rules a person reading would use: what stands
before and after
a word (`cues`), what the word is known to be (`lexicon`), and what follows from both (`judge`)."""
