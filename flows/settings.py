"""What a person may set: CLEARDAYS_… in the environment, else cleardays.toml in the working directory.

Everything is checked before the first question is asked, and all faults are told at once.
"""

import os
import re
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from extractors.read.pdf.ocr import missing

PREFIX = "CLEARDAYS_"
TOML = "cleardays.toml"


class SettingsError(ValueError):
    """A setting that is missing, unknown or of no use; the message lists all of them."""


class Settings(BaseSettings):
    """Times in seconds, sizes in bytes."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, toml_file=TOML, extra="forbid", frozen=True)

    home: Path = Path("var")
    contact: str | None = None
    """A mail or web address at which councils can reach whoever runs this; part of the user agent."""
    workers: Annotated[int, Field(ge=1, le=256)] = os.cpu_count() or 1
    """Processes that read papers."""
    councils_at_once: Annotated[int, Field(ge=1, le=256)] = 16
    """Councils whose sites are asked at the same time; each host is asked one thing at a time all the same."""
    batch: Annotated[int, Field(ge=1, le=1000)] = 25
    """Papers of one council that are fetched before they are read and loaded."""
    days_back: Annotated[int, Field(ge=0, le=3650)] = 28
    """Days after a meeting in which its papers may still change: a night without dates looks as far back, and a paper
    asked for later than that is never asked for again. Minutes and late papers are out within four weeks."""
    days_ahead: Annotated[int, Field(ge=0, le=3650)] = 28
    """How far ahead a night without dates looks. Papers are out five clear days before a meeting, agendas earlier."""
    recheck_days: Annotated[float, Field(ge=0, le=3650)] = 7.0
    """Days after which a paper is downloaded again whose host gives neither ETag nor Last-Modified. A week finds what
    replaced a paper between its publication, five clear days before the meeting, and the meeting."""
    keep_releases: Annotated[int, Field(ge=1, le=10_000)] = 7
    """Releases that are kept, the current one among them, here and at `publish_to`: a week of nights. One that was the
    newest until less than a day ago stays all the same."""
    publish_to: str | None = None
    """An address to which each release is copied, as s3://bucket/prefix; its secrets come from the environment of the
    store's own library (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_ENDPOINT_URL) and never from here."""
    disk_reserve: Annotated[int, Field(ge=0)] = 2_000_000_000
    """Bytes that must stay free on the disk of `home`; with fewer, no paper is fetched and the night ends with 1."""
    site: bool = True
    """Whether a release has pages for people, in its folder `site`."""
    pause: Annotated[float, Field(ge=0, le=600)] = 1.0
    """Rest between two requests to one host. Less than a second has effect on loopback only."""
    longest_wait: Annotated[float, Field(ge=0, le=3600)] = 120.0
    """The longest Crawl-delay or Retry-After that is waited for; a host that asks for more is left for the night."""
    retries: Annotated[int, Field(ge=0, le=10)] = 2
    retry_wait: Annotated[float, Field(ge=0, le=600)] = 3.0
    """Wait before the first retry, about; it doubles with each."""
    connect_seconds: Annotated[float, Field(gt=0, le=600)] = 10.0
    silence_seconds: Annotated[float, Field(gt=0, le=600)] = 90.0
    """How long a host may send nothing. A month of a CMIS calendar took 40 s at a real site, answers of councils' own
    servers up to 60 s; this is half as much again. A host that says nothing at all is left after one url, and
    one that fell silent after three."""
    request_seconds: Annotated[float, Field(gt=0, le=3600)] = 180.0
    """How long one request may take from first byte to last."""
    council_seconds: Annotated[float, Field(gt=0)] = 14_400.0
    """How long one council's site may be asked in a night; then what is left is told as not asked."""
    read_seconds: Annotated[float, Field(gt=0, le=3600)] = 120.0
    """How long the reading of one paper may take."""
    ocr: bool = False
    """Whether text in scanned pages is recognised; needs the extra `ocr` and Tesseract."""
    size_cap: Annotated[int, Field(ge=1)] = 100_000_000
    """The largest answer that is taken, unpacked."""

    @field_validator("home")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @field_validator("ocr")
    @classmethod
    def _installed(cls, value: bool) -> bool:
        if value and (lacking := missing()):
            raise ValueError(lacking)
        return value

    @field_validator("contact")
    @classmethod
    def _reachable(cls, value: str | None) -> str | None:
        if value and not re.fullmatch(r"(mailto:)?[^\s()<>@]+@[^\s()<>@]+\.[^\s()<>@]+|https?://[^\s()<>]+", value):
            raise ValueError("neither a mail address nor a web address")
        return value or None

    @field_validator("publish_to")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        if value and not re.fullmatch(r"[a-z0-9]+://[^\s@?]+", value):
            raise ValueError("expected an address without secrets, as s3://bucket/prefix or file:///folder")
        return value or None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over the file."""
        return (init_settings, env_settings, TomlConfigSettingsSource(settings_cls))


def load_settings() -> Settings:
    """The settings in force. Raises SettingsError, which names every faulty one."""
    faults = [_unknown(key, PREFIX) for key in sorted(os.environ) if key.startswith(PREFIX) and not _is_known(key)]
    try:
        settings = Settings()
    except ValidationError as error:
        faults += [_told(e) for e in error.errors()]
    except ValueError as error:  # the file is not TOML
        faults.append(f"{TOML}: {error}; mend the file or take it away")
    if faults:
        raise SettingsError("\n".join(faults))
    return settings


def _is_known(key: str) -> bool:
    return key.removeprefix(PREFIX).lower() in Settings.model_fields


def _told(error: ErrorDetails) -> str:
    key = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return _unknown(key, f"{TOML}: ")
    where = f"{PREFIX}{key.upper()}" if f"{PREFIX}{key.upper()}" in os.environ else f"{TOML}: {key}"
    return f"{where} is {error['input']!r}: {error['msg']}"


def _unknown(key: str, where: str) -> str:
    name = key.removeprefix(PREFIX).lower()
    near = get_close_matches(name, Settings.model_fields, 1, 0.5)
    known = ", ".join(sorted(Settings.model_fields))
    shown = where + (name.upper() if where == PREFIX else name)
    return f"{shown} is no setting; " + (f"did you mean {near[0]}?" if near else f"the settings are {known}")
