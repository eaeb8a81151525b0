"""What the services read and write: one module for each kind of data."""
