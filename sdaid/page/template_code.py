"""The templates as Python's bytecode, kept beside that of this program as Python keeps it: to make
it takes a tenth of the time in which one aid is drawn. A template holds nothing of a workbook or a
patient.
"""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

STAMP = sha256().digest_size


class TemplateCode(BytecodeCache):
    """Keeps the bytecode of each template in a file of its own, which is read for the same text,
    the same settings and the same jinja alone, and only if it is whole. Where it cannot be written,
    or Python is told to keep none, nothing is kept."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002
        """The name of the template as that of a file."""
        return name.replace("/", ".")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket the code that was kept, where it holds."""
        try:
            kept = _file(bucket).read_bytes()
        except OSError:
            return
        code = kept[STAMP:]
        if kept[:STAMP] == _stamp(bucket, code):
            bucket.code = marshal.loads(code)  # noqa: S302 - of this program, and whole

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of the bucket."""
        if sys.dont_write_bytecode:
            return
        code, path = marshal.dumps(bucket.code), _file(bucket)
        half = path.with_name(f"{path.name}.{os.getpid()}")
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            half.write_bytes(_stamp(bucket, code) + code)
            half.replace(path)


def _file(bucket: Bucket) -> Path:
    return Path(cache_from_source(str(Path(__file__).with_name(bucket.key))))


def _stamp(bucket: Bucket, code: bytes) -> bytes:
    """Stands for all that the code was made from, and for the code itself."""
    made = bucket.environment
    settings = (made.autoescape, made.trim_blocks, made.lstrip_blocks, made.optimized,
                getattr(made, "newstyle_gettext", None), sorted(made.extensions))
    total = sha256(MAGIC_NUMBER)
    for part in (_jinja(), repr(settings), bucket.checksum):
        total.update(part.encode())
        total.update(b"\0")
    total.update(code)
    return total.digest()


@cache
def _jinja() -> str:
    return version("jinja2")
