"""Secrets at rest."""

import hashlib
import hmac
import json
import multiprocessing
import stat
from base64 import b64decode, b64encode

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from unions import crypto
from unions.crypto import KeyringError, UnreadableSecret, decrypt, encrypt, keyed_hash

pytestmark = pytest.mark.engine_independent

ID_NUMBER = "11010519491231002X"


@pytest.fixture(autouse=True)
def key_file(settings, tmp_path):
    settings.LEDGER_KEY_DIR = tmp_path / "keys"
    crypto.ensure_keys(settings.LEDGER_KEY_DIR)
    return settings.LEDGER_KEY_DIR / "field_keys.json"


def content(key_file):
    return json.loads(key_file.read_text())


def test_a_secret_comes_back_as_it_was():
    for text in (ID_NUMBER, "工行 6222·𠮷", " "):
        assert decrypt(encrypt(text)) == text


def test_nothing_is_stored_for_nothing():
    assert (encrypt(""), decrypt(""), keyed_hash("")) == ("", "", "")


def test_a_token_tells_its_key_and_shows_nothing_of_the_text():
    token = encrypt(ID_NUMBER)
    assert token.startswith("k1:")
    assert ID_NUMBER.encode() not in b64decode(token.removeprefix("k1:"))


def test_equal_texts_have_different_tokens_and_one_hash():
    assert encrypt(ID_NUMBER) != encrypt(ID_NUMBER)
    assert keyed_hash(ID_NUMBER) == keyed_hash(ID_NUMBER) != keyed_hash(ID_NUMBER[::-1])


def test_the_hash_is_hmac_sha256_under_the_hash_key(key_file):
    key = b64decode(content(key_file)["hash_key"])
    assert keyed_hash(ID_NUMBER) == hmac.new(key, ID_NUMBER.encode(), hashlib.sha256).hexdigest()


def test_the_token_is_plain_aes_gcm_that_other_programs_can_read(key_file):
    key = AESGCM(b64decode(content(key_file)["keys"]["k1"]))
    sealed = b64decode(encrypt(ID_NUMBER).removeprefix("k1:"))
    assert key.decrypt(sealed[:12], sealed[12:], None).decode() == ID_NUMBER


def test_an_altered_token_is_unreadable_at_every_place():
    token = encrypt("13812345678")
    for place in range(3, len(token) - 1):
        other = "A" if token[place] != "A" else "B"
        with pytest.raises(UnreadableSecret):
            decrypt(token[:place] + other + token[place + 1 :])


@pytest.mark.parametrize("token", ["k1:", "k1:AAAA", "k1:不是密文", ID_NUMBER, "k1"])
def test_what_is_no_token_is_unreadable(token):
    with pytest.raises(UnreadableSecret, match="加密内容无法解读"):
        decrypt(token)


def test_a_plain_number_found_in_place_of_a_token_is_not_quoted():
    with pytest.raises(UnreadableSecret) as caught:
        decrypt(ID_NUMBER)
    assert ID_NUMBER not in str(caught.value)


def test_another_key_file_cannot_read_the_token(settings, tmp_path):
    token, fingerprint = encrypt(ID_NUMBER), crypto.key_fingerprint()
    settings.LEDGER_KEY_DIR = tmp_path / "others"
    crypto.ensure_keys(settings.LEDGER_KEY_DIR)
    with pytest.raises(UnreadableSecret, match="密钥与数据不匹配"):
        decrypt(token)
    assert crypto.key_fingerprint() != fingerprint


def test_without_a_key_file_nothing_is_written_or_read(key_file):
    token = encrypt(ID_NUMBER)
    key_file.unlink()
    with pytest.raises(UnreadableSecret, match="找不到密钥文件"):
        decrypt(token)
    with pytest.raises(KeyringError, match="找不到密钥文件"):
        encrypt(ID_NUMBER)


def test_after_a_change_of_key_old_tokens_stay_readable_without_restart(key_file):
    old, hashed = encrypt(ID_NUMBER), keyed_hash(ID_NUMBER)
    data = content(key_file)
    data["keys"]["k2"] = b64encode(bytes(range(32))).decode()
    key_file.write_text(json.dumps({**data, "current": "k2"}))
    assert encrypt(ID_NUMBER).startswith("k2:")
    assert decrypt(old) == ID_NUMBER
    assert keyed_hash(ID_NUMBER) == hashed


def test_a_token_of_a_lost_key_names_the_key():
    with pytest.raises(UnreadableSecret, match="k9"):
        decrypt("k9:" + encrypt(ID_NUMBER).removeprefix("k1:"))


def test_the_key_file_is_for_its_owner_only(key_file):
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(key_file.parent.stat().st_mode) == 0o700
    assert [path.name for path in key_file.parent.iterdir()] == [key_file.name]


def test_existing_keys_are_kept(key_file):
    before = key_file.read_bytes()
    crypto.ensure_keys(key_file.parent)
    assert key_file.read_bytes() == before


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "{",
        "[]",
        "null",
        '{"current": "k1", "keys": {}, "hash_key": ""}',
        '{"current": "k1", "keys": {"k1": "AAAA"}, "hash_key": "AAAA"}',
        "密钥",
    ],
)
def test_a_damaged_key_file_is_reported_and_never_replaced(key_file, damage):
    key_file.write_text(damage, encoding="utf-8")
    with pytest.raises(KeyringError, match="已损坏") as caught:
        crypto.ensure_keys(key_file.parent)
    assert "\n" not in str(caught.value)
    assert key_file.read_text(encoding="utf-8") == damage


def test_a_folder_that_cannot_be_made_is_reported(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(KeyringError, match="不能写入密钥文件"):
        crypto.ensure_keys(tmp_path / "file" / "keys")


def test_the_keyring_prints_no_key(key_file):
    printed = repr(crypto.keyring())
    assert content(key_file)["hash_key"] not in printed
    assert "hash_key" not in printed


def _start(folder, barrier, results):
    barrier.wait()
    crypto.ensure_keys(folder)
    results.put((folder / "field_keys.json").read_bytes())


def test_processes_starting_at_once_end_with_one_key(tmp_path):
    context = multiprocessing.get_context("fork")
    for round_number in range(5):
        barrier, results = context.Barrier(4), context.Queue()
        arguments = (tmp_path / str(round_number), barrier, results)
        starters = [context.Process(target=_start, args=arguments) for _ in range(4)]
        for starter in starters:
            starter.start()
        seen = {results.get(timeout=20) for _ in starters}
        for starter in starters:
            starter.join()
        assert len(seen) == 1
