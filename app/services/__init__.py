"""The services: one function for each task of a user.

Lists (``observations``, ``comparisons``, ``reports``, ``indicators``, ``categories``, ``years``,
``regions``) all have ``page(database, query)`` and ``stream(database, query)``. ``queries`` checks
the parameters of a request. ``database`` opens, migrates and checks the database; ``ingestion`` fills it.
"""
