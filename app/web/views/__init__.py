"""The pages about the data: one module each, which asks services and fills a template."""
