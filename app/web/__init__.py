"""Pages for people (``/``, ``/docs``) and the static files that they need; nothing from elsewhere."""
