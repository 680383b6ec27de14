"""Secrets at rest: ID numbers, bank accounts, phones.

AES-GCM with a key id in front, so that keys can be changed one after the other, and a keyed hash
for exact search and uniqueness. The keys lie in a folder outside the database: whoever takes the
database or a backup alone can read none of it.
"""

import base64
import binascii
import hmac
import json
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.views.decorators.debug import sensitive_variables

KEY_FILE = "field_keys.json"
_KEY_BYTES = 32
_NONCE_BYTES = 12
_held: ContextVar["Keyring | None"] = ContextVar("held keys", default=None)
_KEY_ID = re.compile(r"[a-z0-9]{1,16}")


class KeyringError(Exception):
    """The key file is missing, damaged or cannot be written; the message is one Chinese line."""


class UnreadableSecret(KeyringError):
    """A stored secret cannot be read with the keys at hand, or was altered."""


@dataclass(frozen=True, repr=False)
class Keyring:
    """All keys of one file; no repr, so that no log or error page can print a key."""

    current: str
    ciphers: Mapping[str, AESGCM]
    hash_key: bytes


@sensitive_variables("text")
def encrypt(text: str) -> str:
    """The token "k1:base64…" to store; "" stays "". Two tokens of one text differ."""
    if not text:
        return ""
    ring = keyring()
    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = ring.ciphers[ring.current].encrypt(nonce, text.encode(), None)
    return f"{ring.current}:{base64.b64encode(nonce + sealed).decode()}"


@sensitive_variables()
def decrypt(token: str) -> str:
    """The text of a token made by `encrypt`; UnreadableSecret when that is impossible."""
    if not token:
        return ""
    key_id, _, body = token.partition(":")
    try:
        cipher = keyring().ciphers[key_id]
        sealed = base64.b64decode(body, validate=True)
        return cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None).decode()
    except KeyringError as error:
        raise UnreadableSecret(str(error)) from error
    except KeyError:
        raise UnreadableSecret(_no_such_key(key_id)) from None
    except (InvalidTag, ValueError):
        raise UnreadableSecret(
            "加密内容无法解读：密钥与数据不匹配，或数据已损坏。请放回原来的密钥文件后再试。"
        ) from None


@sensitive_variables("text")
def keyed_hash(text: str) -> str:
    """HMAC-SHA256 in hex, the same for equal texts; "" stays "". Give it the cleaned text."""
    if not text:
        return ""
    return hmac.digest(keyring().hash_key, text.encode(), "sha256").hex()


def key_fingerprint() -> str:
    """16 hex digits that tell two key files apart and give nothing away (backup, restore)."""
    return keyed_hash("field_keys.json fingerprint")[:16]


def derived_key(purpose: str, salt: bytes) -> bytes:
    """A 256-bit key of its own for one purpose, drawn from the key file."""
    return hmac.digest(keyring().hash_key, b"derived:" + purpose.encode() + b":" + salt, "sha256")


def keys_text() -> str:
    """The key file as it stands, to be sealed into a backup; never to be shown."""
    keyring()  # a damaged one is told here, not at the day of need
    return _key_file(settings.LEDGER_KEY_DIR).read_text(encoding="ascii")


@lru_cache(maxsize=4)
def _key_file(folder: Path) -> Path:
    return Path(folder) / KEY_FILE


@contextmanager
def steady_keys() -> Iterator[None]:
    """Within, the key file is not looked at again: reading 100,000 numbers asks for it as often."""
    held = _held.set(keyring())
    try:
        yield
    finally:
        _held.reset(held)


def keyring() -> Keyring:
    """The keys of settings.LEDGER_KEY_DIR, cached until the file changes."""
    if held := _held.get():
        return held
    path = _key_file(settings.LEDGER_KEY_DIR)
    try:
        stat = path.stat()
    except OSError as error:
        raise KeyringError(f"找不到密钥文件 {path}。请放回密钥文件后再试。") from error
    return _load(path, (stat.st_ino, stat.st_mtime_ns, stat.st_size))


def ensure_keys(folder: Path) -> None:
    """Make the key file when absent, readable by its owner only; check it when present.

    Safe when several processes start at once: the file is linked into place complete, and whoever
    comes second uses the first one's keys. KeyringError when it is damaged or cannot be written.
    """
    path = folder / KEY_FILE
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            _create(path)
    except OSError as error:
        reason = error.strerror or error
        raise KeyringError(f"不能写入密钥文件 {path}：{reason}。请检查文件夹的权限。") from error
    _read(path)


def _create(path: Path) -> None:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            json.dump(_new_keys(), file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        _link_unless_present(draft, path)
    finally:
        draft.unlink()


def _link_unless_present(draft: Path, path: Path) -> None:
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return  # another process was quicker; its keys count
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _new_keys() -> dict[str, Any]:
    return {"current": "k1", "keys": {"k1": _new_key()}, "hash_key": _new_key()}


def _new_key() -> str:
    return base64.b64encode(secrets.token_bytes(_KEY_BYTES)).decode()


@lru_cache(maxsize=4)
def _load(path: Path, _state: tuple[int, int, int]) -> Keyring:
    return _read(path)


def _read(path: Path) -> Keyring:
    try:
        return _parsed(json.loads(path.read_text(encoding="ascii")))
    except OSError as error:
        raise KeyringError(f"不能读取密钥文件 {path}。请检查文件的权限。") from error
    except (ValueError, KeyError, TypeError, AttributeError):
        raise KeyringError(
            f"密钥文件 {path} 已损坏。请用保存的恢复密钥或备份的密钥文件替换，不要删除后重建，"
            "否则已存的身份证号、电话等无法读出。"
        ) from None


def _parsed(data: dict[str, Any]) -> Keyring:
    ciphers = {_key_id(key_id): AESGCM(_bytes(key)) for key_id, key in data["keys"].items()}
    if data["current"] not in ciphers:
        raise KeyError(data["current"])
    return Keyring(data["current"], ciphers, _bytes(data["hash_key"]))


def _key_id(text: str) -> str:
    if not _KEY_ID.fullmatch(text):
        raise ValueError("key id")
    return text


def _bytes(text: str) -> bytes:
    key = base64.b64decode(text, validate=True)
    if len(key) != _KEY_BYTES:
        raise binascii.Error("key length")
    return key


def _no_such_key(key_id: str) -> str:
    if not _KEY_ID.fullmatch(key_id):
        return "加密内容无法解读：格式不对，数据可能已损坏。"
    return f"加密内容无法解读：密钥文件里没有编号为 {key_id} 的密钥。请放回原来的密钥文件。"
