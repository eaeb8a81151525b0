"""The nouns of the system as frozen values; standard library only."""
