"""``/review``: the most doubtful statements one after the other, confirmed or corrected by forms.

Only for services with a review token. ``session.py`` knows who reads, ``forms.py`` what a form says,
``page.py`` has the addresses. All of it works without scripts; ``static/review.js`` adds keys.
"""
