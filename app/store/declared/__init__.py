"""What the lists are: columns, filters, names and keys, as plain data. Imports no database library."""
