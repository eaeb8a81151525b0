"""What the tables say, as types that read no file: all that extraction knows of the lexicon."""
