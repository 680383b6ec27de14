"""The backup file: a stream of encrypted blocks that shows every cut, swap or changed byte.

Layout: magic, length of the header, header (JSON), blocks of "length, AES-GCM ciphertext". Each
block's nonce is its number and whether it is the last; each is bound to the header. The data key
is drawn for the file and lies in the header, closed with the machine's key and with the recovery
key; the header tells nothing else of the content.
"""

import base64
import hashlib
import io
import json
import secrets
from dataclasses import dataclass
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from unions.backups import recovery
from unions.crypto import derived_key, key_fingerprint, keys_text

__all__ = ["Damaged", "Header", "OtherKey", "SealedReader", "SealedWriter"]

MAGIC = b"LEDGER-BACKUP-1\n"
BLOCK = 1 << 20
LENGTH = 4  # bytes of a length
HEADER_MAX = 64 * 1024
OWN_NONCE = bytes(12)  # the wrapping key closes a fresh random key each time
PURPOSE = "backup"


class Damaged(Exception):
    """No backup of ours, or cut off, or altered; the message is one Chinese line."""


class OtherKey(Exception):
    """A whole backup that this machine's key does not open."""


@dataclass(frozen=True, repr=False)
class Header:
    """What a backup says of itself without being opened."""

    made_at: str  # ISO
    engine: str  # sqlite or postgresql
    fingerprint: str  # of the field keys in use (unions.crypto.key_fingerprint)
    own: str
    recovery: dict[str, str] | None
    raw: bytes = b""

    @classmethod
    def read(cls, file: BinaryIO) -> "Header":
        if file.read(len(MAGIC)) != MAGIC:
            raise Damaged("这不是本系统的备份文件，请核对选的是不是扩展名为 .backup 的那个文件。")
        length = int.from_bytes(file.read(LENGTH), "big")
        raw = file.read(min(length, HEADER_MAX))
        if length > HEADER_MAX or len(raw) != length:
            raise _damaged()
        try:
            return cls(**json.loads(raw), raw=raw)
        except (ValueError, TypeError) as error:
            raise _damaged() from error

    def data_key(self) -> bytes:
        """With this machine's key; OtherKey when the backup was made with another one."""
        closed = base64.b64decode(self.own)
        salt, box = closed[:16], closed[16:]
        try:
            return AESGCM(derived_key(PURPOSE, salt)).decrypt(OWN_NONCE, box, None)
        except InvalidTag:
            raise OtherKey from None

    def secrets(self, typed: str) -> dict[str, str]:
        """With the recovery key: the data key and the text of the key file."""
        if self.recovery is None:
            raise recovery.RecoveryKeyError(
                "做这个备份时还没有恢复密钥，只能用当时的密钥文件 field_keys.json 打开。"
            )
        found: dict[str, str] = json.loads(recovery.open_with(typed, self.recovery))
        return found


def _damaged() -> Damaged:
    return Damaged("备份文件不完整或已损坏，没有动现有的数据。请换一个备份文件。")


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


class SealedWriter(io.RawIOBase):
    """Encrypts what is written to it; without `finish` the file counts as cut off."""

    def __init__(self, file: BinaryIO, made_at: str, engine: str) -> None:
        self._file, self._pending, self._number = file, bytearray(), 0
        key = secrets.token_bytes(32)
        self._cipher = AESGCM(key)
        raw = json.dumps(_header(key, made_at, engine)).encode("ascii")
        self._bound = hashlib.sha256(raw).digest()
        file.write(MAGIC + len(raw).to_bytes(LENGTH, "big") + raw)

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._pending += data
        while len(self._pending) > BLOCK:
            self._put(bytes(self._pending[:BLOCK]), is_last=False)
            del self._pending[:BLOCK]
        return len(data)

    def finish(self) -> None:
        self._put(bytes(self._pending), is_last=True)
        self._pending.clear()

    def _put(self, block: bytes, *, is_last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._number, is_last=is_last), block, self._bound)
        self._file.write(len(sealed).to_bytes(LENGTH, "big") + sealed)
        self._number += 1


def _header(key: bytes, made_at: str, engine: str) -> dict[str, Any]:
    salt = secrets.token_bytes(16)
    own = salt + AESGCM(derived_key(PURPOSE, salt)).encrypt(OWN_NONCE, key, None)
    inside = {"data_key": base64.b64encode(key).decode(), "field_keys": keys_text()}
    return {
        "made_at": made_at,
        "engine": engine,
        "fingerprint": key_fingerprint(),
        "own": base64.b64encode(own).decode(),
        "recovery": recovery.seal(json.dumps(inside).encode("ascii")),
    }


class SealedReader(io.RawIOBase):
    """Decrypts block by block; Damaged at the first one that is not as it was written."""

    def __init__(self, file: BinaryIO, header: Header, key: bytes) -> None:
        self._file, self._cipher = file, AESGCM(key)
        self._bound = hashlib.sha256(header.raw).digest()
        self._number, self._is_over, self._rest = 0, False, b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """At most ``size`` bytes, b"" after the last block."""
        while not self._rest and not self._is_over:
            self._rest = self._block()
        size = len(self._rest) if size < 0 else size
        found, self._rest = self._rest[:size], self._rest[size:]
        return found

    def drain(self) -> None:
        """To the last block, so that a file cut behind its content is refused too."""
        while self.read(BLOCK):
            pass

    def _block(self) -> bytes:
        length = int.from_bytes(self._file.read(LENGTH), "big")
        sealed = self._file.read(length) if 0 < length <= BLOCK + 16 else b""
        self._is_over = not self._file.peek(1)  # type: ignore[attr-defined]
        nonce = _nonce(self._number, is_last=self._is_over)
        self._number += 1
        try:
            return self._cipher.decrypt(nonce, sealed, self._bound)
        except (InvalidTag, ValueError) as error:
            raise _damaged() from error
