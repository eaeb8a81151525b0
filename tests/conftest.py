"""What all tests share: how Hypothesis runs."""

import os

from hypothesis import settings

# No deadline: machines that run this suite share their cores, and a slow example is no failure.
settings.register_profile("default", deadline=None)
# In CI the same examples every time: what fails there must fail again on the next run.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")
