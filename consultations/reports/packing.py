"""Office files are ZIP archives: packed so that the same report is the same bytes, with nothing of this machine in them."""

from __future__ import annotations

import io
import zipfile

_FIRST = ("mimetype", "[Content_Types].xml")
_NEVER = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def pack(archive: bytes) -> bytes:
    """The same members in a settled order and without dates, owners or folders.

    `mimetype` comes first and is not compressed, as OpenDocument asks.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(out, "w") as target:
        names = [name for name in source.namelist() if not name.endswith("/")]
        for name in sorted(names, key=lambda n: (_FIRST.index(n) if n in _FIRST else len(_FIRST), n)):
            member = zipfile.ZipInfo(name, date_time=_NEVER)
            member.create_system = _UNIX
            member.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            target.writestr(member, source.read(name))
    return out.getvalue()
