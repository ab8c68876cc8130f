"""In: what a complaint or concern is about, who runs the service, where, and who asks. Out: the steps to take, in easy words.

The routes are data in `routes.yml`; the words by which an answer reads like a complaint are in `complaint_words.yml`.
"""
