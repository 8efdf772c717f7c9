import pytest

from flows.settings import SettingsError, load_settings


@pytest.fixture(autouse=True)
def clean(monkeypatch, tmp_path):
    for name in ("HOME", "CONTACT", "PAUSE", "RETRY_WAIT"):
        monkeypatch.delenv(f"CLEARDAYS_{name}", raising=False)
    monkeypatch.chdir(tmp_path)


def test_without_any_there_is_a_home_here_a_second_of_rest_and_no_contact(tmp_path):
    settings = load_settings()
    assert (settings.home, settings.pause, settings.contact) == (tmp_path / "var", 1.0, None)


def test_the_environment_wins_over_the_file(monkeypatch, tmp_path):
    (tmp_path / "cleardays.toml").write_text('contact = "etl@example.org"\npause = 2.5\n')
    monkeypatch.setenv("CLEARDAYS_PAUSE", "4")
    settings = load_settings()
    assert (settings.contact, settings.pause) == ("etl@example.org", 4.0)


def test_every_fault_is_told_at_once_with_what_would_mend_it(monkeypatch, tmp_path):
    (tmp_path / "cleardays.toml").write_text('size_cap = "big"\nworkers = 0\npuase = 1\n')
    monkeypatch.setenv("CLEARDAYS_PAUSE", "fast")
    monkeypatch.setenv("CLEARDAYS_CONTCT", "etl@example.org")
    monkeypatch.setenv("CLEARDAYS_CONTACT", "me (not you)\nX-Header: 1")
    with pytest.raises(SettingsError) as told:
        load_settings()
    lines = str(told.value)
    for words in (
        "CLEARDAYS_PAUSE is 'fast'",
        "CLEARDAYS_CONTCT is no setting; did you mean contact?",
        "CLEARDAYS_CONTACT is ",
        "cleardays.toml: size_cap is 'big'",
        "cleardays.toml: workers is 0",
        "cleardays.toml: puase is no setting; did you mean pause?",
    ):
        assert words in lines


def test_a_file_that_is_not_toml_is_told(tmp_path):
    (tmp_path / "cleardays.toml").write_text("contact = nobody\n")
    with pytest.raises(SettingsError, match=r"cleardays\.toml"):
        load_settings()
