"""What routes return: pages, streams, documents, files."""
