"""The tables of words, units, places and indicators (``data/*.csv``), and their loader."""
