"""One module for each list of the API: its pages and streams, and what they are computed from."""
