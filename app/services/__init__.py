"""The services: one function for each task of a user.

Each list of the API has a module in ``lists`` with ``page(database, query)`` and ``stream(database, query)``;
``lists.queries`` checks the parameters of a request. ``database`` opens, migrates and checks the database,
``ingesting`` fills it, ``computing`` derives what depends on observations.
"""
