"""SQL: tables, repositories, filters, paging; the only package that uses SQLAlchemy.

``fields``, ``filters``, ``resources`` and ``query`` are plain data about the lists and import no
database library.
"""
