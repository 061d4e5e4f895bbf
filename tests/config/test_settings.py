"""Settings come from three places, say what is wrong with them, and keep their secrets."""

from __future__ import annotations

import logging
import tomllib
from pathlib import Path

import pytest

import config
from config.settings import Settings, SettingsError, load, names


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in names():
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(tmp_path)


def test_keyword_wins_over_environment_wins_over_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "nutgraf.toml").write_text('data_dir = "file"\ntimezone = "Asia/Tokyo"\n[log]\nlevel = "debug"\n')
    monkeypatch.setenv("NUTGRAF_DATA_DIR", "environment")
    monkeypatch.setenv("NUTGRAF_DISCORD__PROXY", "http://127.0.0.1:1")
    settings = load(data_dir=Path("keyword"))
    assert settings.data_dir == Path("keyword")
    assert load().data_dir == Path("environment")
    assert settings.timezone == "Asia/Tokyo"
    assert settings.log.level == "debug"
    assert settings.discord.proxy == "http://127.0.0.1:1"


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        (
            "NUTGRAF_DISCORD__TOKN",
            "x",
            "There is no setting NUTGRAF_DISCORD__TOKN. Did you mean NUTGRAF_DISCORD__TOKEN",
        ),
        ("NUTGRAF_DATADIR", "x", "There is no setting NUTGRAF_DATADIR. Did you mean NUTGRAF_DATA_DIR?"),
        ("NUTGRAF_TIMEZONE", "Mars", "The setting timezone (NUTGRAF_TIMEZONE) is wrong: is not a time zone name"),
        ("NUTGRAF_ANSWERS__THRESHOLD", "7", "The setting answers.threshold (NUTGRAF_ANSWERS__THRESHOLD) is wrong"),
        ("NUTGRAF_DISCORD__PROXY", "socks://x", "must be an address that begins with http://"),
    ],
)
def test_a_wrong_variable_is_named(monkeypatch: pytest.MonkeyPatch, variable: str, value: str, sentence: str) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as caught:
        load()
    assert sentence in str(caught.value)


def test_a_misspelt_or_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "nutgraf.toml").write_text('[discord]\ntokn = "secret"\n')
    with pytest.raises(SettingsError, match=r"There is no setting discord\.tokn") as caught:
        load()
    assert "secret" not in str(caught.value)
    (tmp_path / "nutgraf.toml").write_text("[discord\n")
    with pytest.raises(SettingsError, match=r"nutgraf.toml cannot be read"):
        load()


def test_the_token_comes_from_setting_or_file_and_is_never_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert load().token() is None
    (tmp_path / "token").write_text("from-the-file\n")
    monkeypatch.setenv("NUTGRAF_DISCORD__TOKEN_FILE", str(tmp_path / "token"))
    assert load().token() == "from-the-file"
    monkeypatch.setenv("NUTGRAF_DISCORD__TOKEN", "very-secret")
    settings = load()
    assert settings.token() == "very-secret"
    logging.getLogger("test").warning("%s %r", settings, settings)
    assert "very-secret" not in caplog.text
    assert "very-secret" not in settings.model_dump_json()


def test_a_token_file_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NUTGRAF_DISCORD__TOKEN_FILE", str(tmp_path / "nowhere"))
    with pytest.raises(SettingsError, match=r"nowhere cannot be read: No such file"):
        load().token()


def test_the_example_file_is_valid_and_shows_the_defaults(tmp_path: Path) -> None:
    example = (Path(config.__file__).parent / "nutgraf.example.toml").read_text(encoding="utf-8")
    (tmp_path / "nutgraf.toml").write_text(example, encoding="utf-8")
    assert load() == Settings()
    spoken_of = example.replace("# ", "")
    for group, values in tomllib.loads(example).items():
        assert group in spoken_of
        assert values is not None
    for variable in names():
        assert variable.removeprefix("NUTGRAF_").rsplit("__", 1)[-1].lower() in spoken_of
