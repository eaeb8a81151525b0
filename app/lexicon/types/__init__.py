"""The types of the tables. They read no files; the extraction imports nothing else of the lexicon."""
