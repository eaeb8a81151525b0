"""Changes: which observations were added, changed and removed, in order; for mirrors.

A mirror that holds everything up to a sequence reads the changes since then and, for each, deletes
the observation or fetches it as it is now. It is then equal to what is held here, up to the last
sequence that it has read.
"""

from __future__ import annotations

from app.store import changes

page, stream = changes.LIST.page, changes.LIST.stream
