"""What must not be opened: devices and pipes, which may never end."""

from __future__ import annotations

import stat
from pathlib import Path

NO_FILE = "it is no file but a device or a pipe"


def is_device(path: Path) -> bool:
    """Whether `path` is a device, a pipe or the like; not so a file, a folder, or nothing."""
    try:
        kind = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(kind) or stat.S_ISDIR(kind))
