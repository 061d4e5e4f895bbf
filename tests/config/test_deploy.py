"""The systemd units name commands, options and settings that exist."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.cli import cli
from config.settings import names

UNITS = sorted((Path(__file__).parents[2] / "deploy").glob("nutgraf*"))
PROGRAM = "/opt/nutgraf/bin/nutgraf"


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_units_name_what_there_is(unit: Path) -> None:
    text = unit.read_text(encoding="utf-8")
    assert set(re.findall(r"^Environment=(NUTGRAF_\w+)=", text, re.MULTILINE)) <= set(names())
    callbacks = [(command.name, command.callback) for command in cli.registered_commands if command.callback]
    commands = {name or callback.__name__: callback for name, callback in callbacks}
    for command, option in re.findall(rf"{PROGRAM} (\w+)(?: --(\w+))?", text):
        assert command in commands
        assert not option or option in commands[command].__annotations__


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd-analyze on the PATH")
    for unit in UNITS:
        # The program is installed nowhere here; systemd looks whether it is there.
        (tmp_path / unit.name).write_text(unit.read_text(encoding="utf-8").replace(PROGRAM, "/bin/true"))
    units = [str(tmp_path / unit.name) for unit in UNITS]
    verified = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True)
    assert (verified.returncode, verified.stdout, verified.stderr) == (0, "", "")
