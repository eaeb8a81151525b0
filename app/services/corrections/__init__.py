"""Corrections by people: recorded, imported, undone, and written as gold."""
