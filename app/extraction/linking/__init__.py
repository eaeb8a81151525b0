"""Links names to catalogue codes and categories."""
