"""The values that all layers share: frozen dataclasses and enums. Imports only the standard library."""
