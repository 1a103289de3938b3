"""Unpacking gz. The only module that knows isal, an extra that unpacks about three times as fast as gzip."""

from __future__ import annotations

import gzip
import io
import zlib
from dataclasses import dataclass
from importlib import import_module
from typing import IO, Any


@dataclass
class Inflated(io.RawIOBase):
    """The bytes that isal unpacks; what is broken is told by the error that the standard library has for it."""

    stream: Any
    fault: type[Exception]

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Unpack some bytes into a buffer."""
        try:
            found: int = self.stream.readinto(buffer)
        except self.fault as fault:
            raise zlib.error(str(fault)) from fault
        return found


def inflate(stream: IO[bytes]) -> io.RawIOBase | gzip.GzipFile:
    """Give the unpacked bytes of a gz stream, by isal where it is installed. Reading raises what `gzip` raises."""
    try:
        fast, fault = import_module("isal.igzip"), import_module("isal.isal_zlib").error
    except ModuleNotFoundError:
        return gzip.GzipFile(fileobj=stream)
    return Inflated(fast.IGzipFile(fileobj=stream), fault)
