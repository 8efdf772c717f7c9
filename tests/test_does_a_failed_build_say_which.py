import pytest

from flows.build import BuildError, build
from warehouse.connect import BusyError, lock, writer


def test_models_that_cannot_be_built_are_named(tmp_path):
    with writer(tmp_path) as engine, engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE implications")
    with pytest.raises(BuildError, match=r"model\.cleardays\.stg_implications: error: .*implications"):
        build(tmp_path)
    assert (tmp_path / "dbt" / "target" / "run_results.json").exists()


def test_nobody_builds_while_somebody_writes(tmp_path):
    with lock(tmp_path), pytest.raises(BusyError, match="is being written by process"):
        build(tmp_path)
