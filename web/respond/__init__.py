"""The form people answer on. In: requests of one person. Out: pages, one question each, in their language, and at the end one
submission to intake. Words and order come from the definition and from `consultations.journey`."""
