"""Charts as geometry: the position of each mark. The templates draw them as SVG."""
