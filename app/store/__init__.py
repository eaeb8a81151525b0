"""SQL: tables, repositories, filters, paging; the only package that knows SQLAlchemy."""
