"""What is kept on the disk: whole or not used, private, and safe from other processes."""

from __future__ import annotations

import fcntl
import json
import multiprocessing
import os
import shutil
import stat
from pathlib import Path

import numpy as np
import pytest

from knowledge import analysis
from knowledge.index import store
from knowledge.index.index import Index
from knowledge.index.store import NotSavedError, Saved
from tests.index.builders import article, numbers

ARCHIVE = "archive 7"


def open_index(folder: Path, **options: object) -> Index:
    return Index.open(folder, archive=ARCHIVE, **options)  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that holds an index of two segments, one of them with a dead article, at revision 3."""
    index = open_index(tmp_path / "index")
    index.add([article(n, "alpha beta", "gamma " * n) for n in range(1, 30)], revision=1)
    index.add([article(40, "delta")], revision=2)
    index.remove([5], revision=3)
    assert index.save() is Saved.WRITTEN
    return tmp_path / "index"


def test_what_was_saved_is_there_again(folder: Path) -> None:
    index = open_index(folder)
    assert (index.rebuilt_because, index.revision, index.articles, index.segments) == (None, 3, 29, 2)
    assert numbers(index.search(["delta"], limit=3)) == [40_000]
    assert index.passage_scores(["gamma"], [5001]) == [0.0]
    assert index.save() is Saved.UNCHANGED


def test_changing_the_parameters_needs_no_rebuilding(folder: Path) -> None:
    other = open_index(folder, b=0.9, k1=1.1)
    again = Index(b=0.9, k1=1.1)
    again.add([article(n, "alpha beta", "gamma " * n) for n in range(1, 30) if n != 5])
    again.add([article(40, "delta")])
    assert other.rebuilt_because is None
    assert other.search(["gamma"], limit=5) == again.search(["gamma"], limit=5)


def test_a_new_folder_begins_empty(tmp_path: Path) -> None:
    index = open_index(tmp_path / "no" / "such")
    assert index.rebuilt_because is not None
    assert "no index" in index.rebuilt_because
    assert (index.revision, index.articles) == (0, 0)
    assert index.verify() == [index.rebuilt_because]
    assert index.save() is Saved.WRITTEN
    assert open_index(tmp_path / "no" / "such").rebuilt_because is None


def test_an_index_in_memory_has_no_folder() -> None:
    assert Index().save() is Saved.NO_FOLDER
    assert Index().verify() == []


def test_only_the_owner_may_read(folder: Path) -> None:
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_files_of_older_states_are_removed(folder: Path) -> None:
    index = open_index(folder)
    index.add([article(n, "zeta eta") for n in range(50, 90)], revision=4)
    index.finish_merges()
    index.save()
    manifest = json.loads((folder / "manifest.json").read_text())
    named = {manifest["vocabulary"]["name"], *(segment["name"] for segment in manifest["segments"])}
    assert {path.name for path in folder.iterdir()} == named | {"manifest.json", "lock"}
    assert numbers(index.search(["delta"], limit=3)) == [40_000]


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _zero_the_tail(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-16] + bytes(16))


def _zero_the_head(path: Path) -> None:
    path.write_bytes(bytes(16) + path.read_bytes()[16:])


def _break_the_header(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:30] + b"!!!!" + data[34:])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


DAMAGES = [_cut, _zero_the_tail, _zero_the_head, _break_the_header, _empty, Path.unlink]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("suffix", [".segment", ".vocabulary", ".json"])
def test_a_torn_file_is_noticed_and_made_anew(folder: Path, damage: object, suffix: str) -> None:
    damage(max(path for path in folder.iterdir() if path.suffix == suffix))  # type: ignore[operator]
    index = open_index(folder)
    assert index.rebuilt_because
    assert (index.revision, index.articles) == (0, 0)
    assert index.search(["alpha"], limit=3) == []
    index.add([article(1, "alpha")], revision=1)
    assert index.save() is Saved.WRITTEN
    again = open_index(folder)
    assert (again.rebuilt_because, again.revision, again.verify()) == (None, 1, [])


def test_a_changed_byte_in_the_middle_is_found_by_verify(folder: Path) -> None:
    path = next(path for path in folder.iterdir() if path.suffix == ".segment")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    index = open_index(folder)
    assert index.rebuilt_because is None
    assert [problem for problem in index.verify() if path.name in problem and "not as it was" in problem]
    path.unlink()
    assert [problem for problem in index.verify() if path.name in problem and "cannot be read" in problem]


def test_a_changed_byte_in_the_manifest_is_noticed(folder: Path) -> None:
    path = folder / "manifest.json"
    path.write_text(path.read_text().replace('"revision": 3', '"revision": 9'))
    assert "damaged" in (open_index(folder).rebuilt_because or "")


@pytest.mark.parametrize("text", ["[]", "{}", '{"format": 999}', "\ufeff", "{"])
def test_a_manifest_of_something_else_is_noticed(folder: Path, text: str) -> None:
    (folder / "manifest.json").write_text(text)
    assert "manifest.json" in (open_index(folder).rebuilt_because or "")


def test_a_file_of_other_arrays_is_noticed(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    segment, vocabulary = manifest["segments"][0], manifest["vocabulary"]
    shutil.copy(folder / vocabulary["name"], folder / segment["name"])
    segment["size"] = vocabulary["size"]
    manifest["digest"] = store._digest(manifest | {"digest": ""})
    (folder / "manifest.json").write_text(json.dumps(manifest))
    assert "does not hold a segment" in (open_index(folder).rebuilt_because or "")


def test_arrays_of_strange_types_are_not_read(tmp_path: Path) -> None:
    stored = store.write_arrays(tmp_path / "x.segment", {"strange": np.zeros(3, np.complex128)})
    with pytest.raises(store.TornFileError, match="damaged header"):
        store.map_arrays(tmp_path, stored)


def test_another_archive_or_analysis_or_a_newer_state_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "another archive" in (Index.open(folder, archive="archive 8").rebuilt_because or "")
    assert open_index(folder, archive_revision=3).rebuilt_because is None
    restored = open_index(folder, archive_revision=2)
    assert "newer than the archive" in (restored.rebuilt_because or "")
    restored.add([article(1, "alpha")], revision=2)
    assert restored.save() is Saved.WRITTEN
    assert open_index(folder).revision == 2
    monkeypatch.setattr(analysis, "VERSION", "another")
    assert "text analysis" in (open_index(folder).rebuilt_because or "")


def test_who_is_behind_does_not_overwrite_who_is_ahead(folder: Path) -> None:
    slow, quick = open_index(folder), open_index(folder)
    quick.add([article(60, "zeta")], revision=6)
    quick.save()
    slow.add([article(50, "eta")], revision=5)
    assert slow.save() is Saved.BEHIND
    assert numbers(slow.search(["eta"], limit=1)) == [50_000]
    assert open_index(folder).revision == 6
    slow.add([article(60, "zeta")], revision=6)
    assert slow.save() is Saved.WRITTEN
    # The other one's files are gone, but it still has them open, and writes them again when it must.
    assert numbers(quick.search(["zeta"], limit=1)) == [60_000]
    quick.add([article(61, "zeta")], revision=7)
    assert quick.save() is Saved.WRITTEN
    assert open_index(folder).articles == quick.articles == 31


def test_who_cannot_lock_says_so_and_goes_on(folder: Path) -> None:
    index = open_index(folder)
    index.add([article(60, "zeta")], revision=4)
    lock = os.open(folder / "lock", os.O_RDWR)
    fcntl.flock(lock, fcntl.LOCK_EX)
    assert index.save() is Saved.BUSY
    os.close(lock)
    assert numbers(index.search(["zeta"], limit=1)) == [60_000]
    assert index.save() is Saved.WRITTEN
    assert open_index(folder).revision == 4


def test_a_disk_that_refuses_leaves_the_old_state(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = open_index(folder)
    index.add([article(60, "zeta")], revision=4)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(NotSavedError, match="No space left"):
            index.save()
    assert open_index(folder).revision == 3
    assert numbers(index.search(["zeta"], limit=1)) == [60_000]
    assert index.save() is Saved.WRITTEN
    assert open_index(folder).verify() == []


def test_opening_while_another_process_replaces_the_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, times = store.map_arrays, list[int]()

    def late(place: Path, stored: object) -> object:
        if not times:
            times.append(1)
            other = open_index(folder)
            other.add([article(n, "eta theta") for n in range(100, 400)], revision=8)
            other.finish_merges()
            other.save()
        return real(place, stored)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "map_arrays", late)
    index = open_index(folder)
    assert (index.rebuilt_because, index.revision, index.articles) == (None, 8, 329)


def _save_often(folder: Path, first: int, results: multiprocessing.Queue[list[str]]) -> None:
    said = []
    index = open_index(folder)
    for revision in range(10, 30):
        index.add([article(first + revision, "alpha beta gamma", "delta " * revision)], revision=revision)
        said.append(index.save().name)
        if open_index(folder).rebuilt_because:
            said.append("TORN")
    results.put(said)


def test_two_processes_that_save_never_tear_it(folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    results: multiprocessing.Queue[list[str]] = context.Queue()
    processes = [context.Process(target=_save_often, args=(folder, first, results)) for first in (1000, 2000)]
    for process in processes:
        process.start()
    said = [results.get(timeout=60) for _ in processes]
    for process in processes:
        process.join(timeout=60)
    assert {word for words in said for word in words} <= {"WRITTEN", "BUSY", "BEHIND"}
    assert any("WRITTEN" in words for words in said)
    index = open_index(folder)
    assert (index.rebuilt_because, index.verify()) == (None, [])
    assert index.articles >= 30
