"""Pages and their own static files."""
