"""SQL: tables, queries and transactions; the only package that uses SQLAlchemy.

From the outside in: ``upkeep`` cares for a whole database, ``repositories`` read and write one kind of data
each, ``selecting`` turns queries into SQL, ``queries`` checks parameters, ``rows`` are the tables,
``connections`` the two databases, and ``declared`` says what the lists are, as plain data. A package
imports only packages after it.
"""
