"""Mentions to observations and their derivations."""
