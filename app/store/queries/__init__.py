"""From parameters to checked queries: values, names, cursors, and the words of a search."""
