import json
import os
import subprocess
import sys
import time

import duckdb
import pytest

from warehouse.connect import BusyError, SchemaError, holder, warehouse_path, writer

HOLD = """
import os, sys, time
from pathlib import Path
from warehouse.connect import writer
with writer(Path(sys.argv[1])):
    child = os.fork()
    if child == 0:
        print(os.getpid(), flush=True)
        time.sleep(30)
        os._exit(0)
    time.sleep(30)
"""


def test_a_second_writer_is_told_who_the_first_is_and_a_dead_writer_holds_nothing(tmp_path):
    first = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    grandchild = int(first.stdout.readline())
    try:
        with pytest.raises(BusyError, match=f"process {first.pid} on .* since 20"), writer(tmp_path):
            pass
        assert f"process {first.pid} " in holder(tmp_path)
        first.kill()
        first.wait()
        with writer(tmp_path):  # although a worker that the dead one forked is still there
            assert f"process {os.getpid()} " in holder(tmp_path)
    finally:
        first.kill()
        first.wait()
        os.kill(grandchild, 9)
    assert holder(tmp_path) is None


def test_a_second_writer_in_the_same_process_is_refused_too(tmp_path):
    with writer(tmp_path), pytest.raises(BusyError, match=f"process {os.getpid()} "), writer(tmp_path):
        pass


def test_the_file_is_free_for_dbt_when_the_writer_is_done(tmp_path):
    with writer(tmp_path) as engine, engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
    code = "import duckdb, sys; duckdb.connect(sys.argv[1]).execute('CREATE SCHEMA marts')"
    subprocess.run([sys.executable, "-c", code, str(warehouse_path(tmp_path))], check=True)


def test_a_file_that_dbt_has_open_is_said_to_be_open(tmp_path):
    with writer(tmp_path):
        pass
    code = "import duckdb, sys, time; c = duckdb.connect(sys.argv[1]); print(1, flush=True); time.sleep(30)"
    other = subprocess.Popen([sys.executable, "-c", code, str(warehouse_path(tmp_path))], stdout=subprocess.PIPE)
    other.stdout.readline()
    try:
        with pytest.raises(BusyError, match=r"warehouse.duckdb is open in another process"), writer(tmp_path):
            pass
    finally:
        other.kill()
        other.wait()
    with writer(tmp_path):
        pass


def test_a_file_of_another_schema_is_refused_and_the_way_out_named(tmp_path):
    with duckdb.connect(warehouse_path(tmp_path)) as connection:
        connection.execute("CREATE TABLE sightings (listing_id VARCHAR, colour VARCHAR)")
    with pytest.raises(SchemaError, match=r"sightings\.colour, .*`cleardays rebuild`"), writer(tmp_path):
        pass


def test_what_the_lock_says_is_json(tmp_path):
    with writer(tmp_path):
        said = json.loads((tmp_path / "writer.lock").read_text())
        assert said["pid"] == os.getpid()
        assert abs(time.time() - (tmp_path / "writer.lock").stat().st_mtime) < 60
