"""How a list is written: JSON, CSV, Parquet, XLSX, Stata."""
