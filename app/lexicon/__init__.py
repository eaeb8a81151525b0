"""What the language and the catalogue know, as tables (data/*.csv) and their one loader."""
