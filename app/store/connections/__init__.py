"""Both databases: engines, transactions, readers, bulk inserts, errors. Only ``session`` commits."""
