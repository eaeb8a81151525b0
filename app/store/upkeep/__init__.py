"""Care of a whole database: schema, backups, sizes, and files for other tools."""
