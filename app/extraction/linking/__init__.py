"""Names to catalogue codes and categories."""
