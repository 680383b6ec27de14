"""恢复密钥: printed once, kept on paper in the safe, never stored here.

Only its public half stays on the machine: enough to seal the key of every backup to it, useless
for opening one. With the paper and a backup file a burnt-down installation can be rebuilt.
"""

import base64
import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils import timezone

from unions.text import half_width

__all__ = ["RECOVERY_FILE", "RecoveryKeyError", "adopt", "draw", "open_with", "seal", "taken_at"]

RECOVERY_FILE = "recovery.json"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that is mistaken for another on paper
MISTAKEN = str.maketrans("OIL", "011")
SEED_BYTES, CHECK_BITS, LETTERS, GROUP = 16, 12, 28, 4
NO_NONCE = bytes(12)  # every key that is used with it seals a single message


class RecoveryKeyError(Exception):
    """The typed recovery key is misspelt or another one; the message is one Chinese line."""


@dataclass(frozen=True, repr=False)
class _Public:
    key: X25519PublicKey
    made_at: datetime


def draw() -> str:
    """A new recovery key, to be shown once; backups made from now on are sealed to it."""
    seed = secrets.token_bytes(SEED_BYTES)
    _write_public(seed)
    return _spelt(seed)


def adopt(typed: str) -> None:
    """After a restore with the paper: later backups are sealed to that same paper."""
    _write_public(_seed_of(typed))


def _write_public(seed: bytes) -> None:
    public = _private(seed).public_key().public_bytes_raw()
    told = {"public": base64.b64encode(public).decode(), "made_at": timezone.now().isoformat()}
    path = Path(settings.LEDGER_KEY_DIR) / RECOVERY_FILE
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        json.dump(told, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def taken_at() -> datetime | None:
    """When the recovery key in use was drawn; None when there is none yet."""
    public = _public()
    return public.made_at if public else None


def seal(secret: bytes) -> dict[str, str] | None:
    """The secret, readable with the recovery key only; None while no such key was drawn."""
    public = _public()
    if public is None:
        return None
    once = X25519PrivateKey.generate()
    sealed = AESGCM(_shared(once, public.key)).encrypt(NO_NONCE, secret, None)
    sender = once.public_key().public_bytes_raw()
    return {"sender": base64.b64encode(sender).decode(), "box": base64.b64encode(sealed).decode()}


def open_with(typed: str, sealed: dict[str, str]) -> bytes:
    """What `seal` closed. RecoveryKeyError for a misspelt or a different key."""
    private = _private(_seed_of(typed))
    sender = X25519PublicKey.from_public_bytes(base64.b64decode(sealed["sender"]))
    try:
        box = base64.b64decode(sealed["box"])
        return AESGCM(_shared(private, sender)).decrypt(NO_NONCE, box, None)
    except InvalidTag:
        raise RecoveryKeyError(
            "恢复密钥与这个备份不配。请核对：它应是做这个备份时正在使用的那一张。"
        ) from None


def _public() -> _Public | None:
    path = Path(settings.LEDGER_KEY_DIR) / RECOVERY_FILE
    try:
        told = json.loads(path.read_text(encoding="ascii"))
        key = X25519PublicKey.from_public_bytes(base64.b64decode(told["public"], validate=True))
        return _Public(key, datetime.fromisoformat(told["made_at"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RecoveryKeyError(
            f"恢复密钥的登记文件 {path} 读不出来。请运行 manage.py recovery_key --renew 重新生成。"
        ) from error


def _private(seed: bytes) -> X25519PrivateKey:
    stretched = HKDF(hashes.SHA256(), 32, salt=None, info=b"ledger recovery key").derive(seed)
    return X25519PrivateKey.from_private_bytes(stretched)


def _shared(own: X25519PrivateKey, other: X25519PublicKey) -> bytes:
    """One key for the two halves; bound to them by the shared secret alone, used once."""
    secret = own.exchange(other)
    return HKDF(hashes.SHA256(), 32, salt=None, info=b"ledger recovery box").derive(secret)


def _checksum(seed: bytes) -> int:
    digest = int.from_bytes(hashlib.sha256(seed).digest()[:2], "big")
    return digest >> (16 - CHECK_BITS)


def _spelt(seed: bytes) -> str:
    number = int.from_bytes(seed, "big") << CHECK_BITS | _checksum(seed)
    letters = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LETTERS)))
    return "-".join(letters[start : start + GROUP] for start in range(0, LETTERS, GROUP))


def _seed_of(typed: str) -> bytes:
    letters = half_width(typed).upper().translate(MISTAKEN)
    letters = letters.replace("-", "").replace(" ", "")
    if len(letters) != LETTERS or set(letters) - set(ALPHABET):
        raise RecoveryKeyError(
            f"恢复密钥应是{LETTERS}个字母和数字（每{GROUP}个一组），现在是{len(letters)}个。"
            "请对照纸上的重新输入。"
        )
    number = 0
    for letter in letters:
        number = number << 5 | ALPHABET.index(letter)
    seed = (number >> CHECK_BITS).to_bytes(SEED_BYTES, "big")
    if number & ((1 << CHECK_BITS) - 1) != _checksum(seed):
        raise RecoveryKeyError("恢复密钥有抄错或打错的地方，请对照纸上的逐组核对。")
    return seed
