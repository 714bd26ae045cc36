"""Why the system refused a file or folder, in words of both languages."""

from __future__ import annotations

import errno

from console.domain.words import both

_KNOWN = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "read_only",
    errno.EIO: "broken",
    errno.ENAMETOOLONG: "long_name",
    errno.ENOENT: "missing",
    errno.EISDIR: "is_folder",
    errno.ENOTDIR: "no_folder",
    errno.EFBIG: "too_large",
    errno.ENOMEM: "no_memory",
    errno.EMFILE: "too_many_files",
    errno.ENFILE: "too_many_files",
}


def reason(failure: OSError) -> dict[str, str]:
    """{"zh", "en"} of a failure; the system's own words where we have none."""
    known = _KNOWN.get(failure.errno or 0)
    if known is not None:
        return both(f"reason.{known}")
    said = failure.strerror or str(failure)[:120] or type(failure).__name__
    return {"zh": said, "en": said}
