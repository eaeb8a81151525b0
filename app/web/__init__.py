"""Pages for people (``/``, ``/docs``) and their static files; no page loads anything from another site."""
