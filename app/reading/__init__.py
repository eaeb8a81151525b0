"""Files and bytes to text, and a text's own statements about itself (place, year, speaker)."""
