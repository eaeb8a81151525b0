"""Charts as geometry: where each mark of a picture stands. The templates draw them as SVG."""
