"""The parts of a backup that need no second machine: file format, paper, rotation, swap."""

import io
import json
from dataclasses import asdict

import pytest

from unions.backups import recovery, swap
from unions.backups.nightly import outdated
from unions.backups.sealed import BLOCK, Damaged, Header, OtherKey, SealedReader, SealedWriter
from unions.crypto import ensure_keys

CONTENT = bytes(range(251)) * 10_000  # two blocks and a half


@pytest.fixture(autouse=True)
def keys(tmp_path, settings):
    settings.LEDGER_KEY_DIR = tmp_path / "keys"
    ensure_keys(settings.LEDGER_KEY_DIR)


def sealed(content: bytes = CONTENT) -> bytes:
    file = io.BytesIO()
    writer = SealedWriter(file, "2009-11-20T01:30:00+08:00", "sqlite")
    writer.write(content)
    writer.finish()
    return file.getvalue()


def opened(raw: bytes) -> bytes:
    file = io.BufferedReader(io.BytesIO(raw))
    header = Header.read(file)
    reader = SealedReader(file, header, header.data_key())
    return b"".join(iter(lambda: reader.read(1 << 16), b""))


@pytest.mark.parametrize("size", [0, 1, BLOCK, BLOCK + 1, len(CONTENT)])
def test_what_was_sealed_opens_again(size):
    assert opened(sealed(CONTENT[:size])) == CONTENT[:size]


def test_every_cut_and_every_changed_part_is_noticed():
    raw = sealed()
    head = raw.index(b"}") + 1
    block = raw.index(b"}", head - 2)  # the header's end
    body = len(raw) - block
    cuts = [
        0,
        10,
        17,
        block - 3,
        block + 6,
        block + body // 2,
        len(raw) - 1,
        len(raw) - body % BLOCK,
    ]
    flips = [0, 18, block + 2, block + 9, block + BLOCK + 40, len(raw) - 2]
    bad = [raw[:cut] for cut in cuts]
    bad += [raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :] for at in flips]
    bad += [raw + b"\0", raw + raw]
    for damaged in bad:
        with pytest.raises((Damaged, OtherKey)):
            opened(damaged)


def test_a_block_taken_out_is_noticed():
    raw = sealed()
    start = len(raw) - (BLOCK + 20) - (len(CONTENT) % BLOCK + 20)
    with pytest.raises(Damaged):
        opened(raw[:start] + raw[start + BLOCK + 20 :])


def test_another_key_file_does_not_open_it(tmp_path, settings):
    raw = sealed()
    settings.LEDGER_KEY_DIR = tmp_path / "other"
    ensure_keys(settings.LEDGER_KEY_DIR)
    with pytest.raises(OtherKey):
        opened(raw)


def test_the_paper_opens_what_was_sealed_after_it_was_drawn_and_nothing_else():
    before = Header.read(io.BufferedReader(io.BytesIO(sealed())))
    with pytest.raises(recovery.RecoveryKeyError, match="还没有恢复密钥"):
        before.secrets("0000-0000-0000-0000-0000-0000-0000")
    first = recovery.draw()
    header = Header.read(io.BufferedReader(io.BytesIO(sealed())))
    second = recovery.draw()
    assert header.secrets(first)["field_keys"].startswith("{")
    with pytest.raises(recovery.RecoveryKeyError, match="不配"):
        header.secrets(second)


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda paper: paper[:-1], "27个"),
        (lambda paper: ("Z" if paper[0] != "Z" else "Y") + paper[1:], "抄错"),
        (lambda paper: "（没有）", "28个"),
    ],
)
def test_a_misspelt_recovery_key_is_told_from_a_wrong_one(spoil, fault):
    with pytest.raises(recovery.RecoveryKeyError, match=fault):
        recovery.adopt(spoil(recovery.draw()))


def test_fourteen_days_and_twelve_months_are_kept():
    days = [f"200909{day:02}" for day in range(1, 31)]
    months = [f"{year}{month:02}15" for year in (2008, 2009) for month in range(1, 13)][:20]
    names = {f"ledger-{day}-013000.backup" for day in days + months}
    twice = "ledger-20090930-093000.backup"
    gone = outdated(names | {twice, "last_good.json", "foreign.backup"})
    kept = sorted((names | {twice}) - gone)
    assert "foreign.backup" not in gone
    assert [name[7:15] for name in kept if name[7:13] == "200909"] == days[-14:]
    assert twice in kept
    assert len({name[7:13] for name in kept}) == 12


def test_a_swap_that_was_cut_off_is_finished_at_the_next_start(tmp_path):
    """Whatever was renamed already; the second time nothing happens."""
    for done in range(3):
        folder = tmp_path / str(done)
        targets = [folder / name for name in ("keys.json", "ledger.sqlite3")]
        folder.mkdir()
        moves = []
        for target in targets:
            target.write_text("old")
            source = folder / f"new-{target.name}"
            source.write_text("new")
            moves.append(swap.stage(source, target, "before-restore"))
        (folder / "ledger.sqlite3-wal").write_text("old log")
        for move in moves[:done]:
            swap._move(move)
        plan = [asdict(move) for move in moves]
        (folder / swap.PLAN).write_text(json.dumps(plan))
        swap.finish(folder)
        swap.finish(folder)
        assert [target.read_text() for target in targets] == ["new", "new"]
        aside = [target.with_name(f"{target.name}.before-restore") for target in targets]
        assert [old.read_text() for old in aside] == ["old", "old"]
        assert not (folder / "ledger.sqlite3-wal").exists()
        assert not (folder / swap.PLAN).exists()
