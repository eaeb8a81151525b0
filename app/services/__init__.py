"""One function for each thing that a user can want.

Lists (``observations``, ``comparisons``, ``reports``, ``indicators``, ``categories``, ``years``,
``regions``) all have ``page(database, query)`` and ``stream(database, query)``; ``queries`` checks
what is asked; ``database`` opens, migrates and watches; ``ingestion`` fills.
"""
