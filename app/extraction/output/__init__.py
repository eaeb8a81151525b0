"""Makes observations and their derivations from mentions."""
