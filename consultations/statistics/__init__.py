"""What the detectors that learn from examples share: a linear fit with exact held-out scores, and honest probabilities.
In: sparse rows and what people said of them. Out: weights, calibrated probabilities, cuts. No words, no database."""
