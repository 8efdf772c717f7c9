"""Releases copied to an address: to a stand-in S3 over HTTP on loopback, to a folder, and to memory."""

import io
import json
import os
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import duckdb
import pytest
from fsspec.core import url_to_fs
from invented_marts import build_marts
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

from flows.releasing import release as make_release
from flows.settings import Settings
from warehouse.copies import CopyError, copy_release, drop_copies, keeps_versions, list_copies, prune_copies
from warehouse.publish import publish
from warehouse.status import status

AT = datetime(2024, 7, 1, 5, 0)
KEYS = {"AWS_ACCESS_KEY_ID": "invented", "AWS_SECRET_ACCESS_KEY": "invented", "AWS_DEFAULT_REGION": "us-east-1"}


class Moody:
    """The stand-in S3, which refuses writes after `left` of them, or keeps other bytes than it was sent of `spoilt`."""

    def __init__(self):
        self.store = DomainDispatcherApplication(create_backend_app)
        self.left, self.spoilt = None, None

    def __call__(self, environ, start_response):
        if environ["REQUEST_METHOD"] == "PUT":
            if self.left == 0:
                said = b"<Error><Code>AccessDenied</Code><Message>not today</Message></Error>"
                start_response("403 Forbidden", [("Content-Type", "application/xml")])
                return [said]
            self.left = self.left and self.left - 1
            if self.spoilt and environ["PATH_INFO"].endswith(self.spoilt):
                environ |= {"wsgi.input": io.BytesIO(b"other bytes"), "CONTENT_LENGTH": "11"}
                environ.pop("HTTP_TRANSFER_ENCODING", None)
        return self.store(environ, start_response)


@pytest.fixture(scope="module")
def s3():
    moody = Moody()
    server = make_server("127.0.0.1", 0, moody, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with pytest.MonkeyPatch.context() as patch:
        for key, value in (KEYS | {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.port}"}).items():
            patch.setenv(key, value)
        yield moody
    server.shutdown()


@pytest.fixture(params=["s3", "file", "memory"])
def address(request, tmp_path):
    """An empty address of each kind."""
    name = request.node.name.translate(str.maketrans("_[]", "---")).strip("-").lower()[-40:].strip("-")
    if request.param == "s3":
        moody = request.getfixturevalue("s3")
        moody.left = moody.spoilt = None
        url_to_fs("s3://")[0].mkdir(f"b-{name}")
        return f"s3://b-{name}/cleardays"
    return f"file://{tmp_path}/copies" if request.param == "file" else f"memory://{name}"


@pytest.fixture
def home(tmp_path):
    build_marts(tmp_path)
    return tmp_path


def there(address):
    """The pointer, once every file that it names is seen to be as it says."""
    store, root = url_to_fs(address)
    store.invalidate_cache()
    pointer = json.loads(store.cat_file(f"{root}/current.json"))
    for file in pointer["files"]:
        held = store.cat_file(f"{root}/{pointer['path']}/{file['name']}")
        assert (len(held), sha256(held).hexdigest()) == (file["bytes"], file["sha256"])
    return pointer


def test_a_copy_is_the_release_and_the_pointer_names_it(home, address, tmp_path):
    release = publish(home, at=AT)
    assert copy_release(release, address) == f"{address}/releases/{release.name}"
    pointer = there(address)
    assert pointer["release_id"] == release.name
    assert {file["name"] for file in pointer["files"]} == {path.name for path in release.iterdir()}
    store, root = url_to_fs(address)
    store.get_file(f"{root}/{pointer['path']}/cleardays.duckdb", str(tmp_path / "fetched.duckdb"))
    with duckdb.connect(tmp_path / "fetched.duckdb", read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM reports").fetchone() == (1,)


def test_old_copies_go_and_the_current_one_and_a_fresh_one_stay(home, address):
    releases = [publish(home, at=AT + timedelta(days=day)) for day in range(4)]
    for release in releases:
        copy_release(release, address)
    now = (AT + timedelta(days=3, hours=1)).replace(tzinfo=UTC)
    assert prune_copies(address, 1, now=now) == tuple(r.name for r in releases[:2])  # the third is an hour old
    assert drop_copies(address) == (releases[2].name,)
    assert [(c.release_id, c.is_current) for c in list_copies(address)] == [(releases[3].name, True)]
    assert there(address)["release_id"] == releases[3].name


@pytest.mark.parametrize("address", ["s3"], indirect=True)
@pytest.mark.parametrize("writes", [0, 5, 25])
def test_a_copying_that_fails_leaves_the_pointer_and_the_next_cleans_up(home, address, s3, writes):
    first, second = publish(home, at=AT), publish(home, at=AT + timedelta(days=1))
    copy_release(first, address)
    s3.left = writes
    with pytest.raises(CopyError, match=address):
        copy_release(second, address)
    s3.left = None
    assert there(address)["release_id"] == first.name
    assert second.exists()
    third = publish(home, at=AT + timedelta(days=2))
    copy_release(third, address)
    prune_copies(address, 7)
    assert [c.release_id for c in list_copies(address)] == [first.name, third.name]


@pytest.mark.parametrize("address", ["s3"], indirect=True)
def test_what_did_not_arrive_as_it_was_sent_is_no_copy(home, address, s3):
    s3.spoilt = "reports.parquet"
    with pytest.raises(CopyError, match=r"what was read back is not what was sent|hecksum"):
        copy_release(publish(home, at=AT), address)
    assert not any(copy.is_whole or copy.is_current for copy in list_copies(address))


@pytest.mark.parametrize("address", ["s3"], indirect=True)
def test_a_bucket_that_keeps_what_is_removed_is_known(address):
    assert not keeps_versions(address)
    store, root = url_to_fs(address)
    said = {"Status": "Enabled"}
    store.call_s3("put_bucket_versioning", Bucket=root.partition("/")[0], VersioningConfiguration=said)
    assert keeps_versions(address)


def test_a_failed_copy_is_an_alarm_and_costs_the_release_nothing(home):
    settings = Settings(home=home, publish_to="file:///dev/null/copies", site=False)  # marts made by hand
    made = make_release(settings, "internal")
    assert made.path == (home / "published" / "current").resolve()
    assert made.copy is None and "file:///dev/null/copies" in made.fault
    assert [(row[0], row[1]) for row in status(home)[1] if row[0] == "alarm"] == [("alarm", "not copied")]
    told = {"CLEARDAYS_HOME": str(home), "CLEARDAYS_PUBLISH_TO": "file:///dev/null/copies", "CLEARDAYS_SITE": "false"}
    environment = os.environ | told
    command = [sys.executable, "-m", "flows.cli", "publish"]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "alarm: the release is published here and could not be copied" in ran.stderr


def test_an_address_with_secrets_is_refused(monkeypatch):
    with pytest.raises(ValueError, match="without secrets"):
        Settings(publish_to="s3://key:secret@bucket/prefix")
