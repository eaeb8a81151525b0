"""Care of a whole database: diagnosis, backups, releases."""
