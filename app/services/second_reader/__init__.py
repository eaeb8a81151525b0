"""A language model as second reader: questions, requests, budgets, and checks of its answers."""
