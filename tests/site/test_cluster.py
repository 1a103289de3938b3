"""The workers of a Dask cluster make the same site as a process of this machine, and one that dies keeps nothing."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor

import dask
import pytest
from distributed import LocalCluster

from kb.commands.main import main
from kb.site import beside, cluster
from kb.site.build import build
from kb.site.cluster import cluster as executor_at


@pytest.fixture(scope="module")
def dask_cluster():
    """Two workers, each a process, and a scheduler that runs nothing a second time when a worker dies of it."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0") as found,
    ):
        yield found


class Dying:
    """An executor whose worker is killed by what it is given."""

    def __init__(self, executor):
        self.executor = executor

    def submit(self, *_):
        return self.executor.submit(os._exit, 1)


def site_of(policies, out, executor):
    """Build a site with an executor; give its files by address, and what was said of the worker."""
    told = []
    assert () == build(policies, out, told.append, executor=executor).problems
    files = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    return files, [line for line in told if "worker" in line]


@pytest.mark.slow
def test_a_cluster_makes_the_same_site_as_a_process_and_so_does_one_that_dies(
    dask_cluster, good_library, tmp_path, monkeypatch
):
    monkeypatch.setattr(beside, "WORTH_IT", 0)
    with ProcessPoolExecutor(1) as pool, executor_at(dask_cluster.scheduler_address) as executor:
        assert 2 == len(dask_cluster.scheduler_info["workers"])
        expected, told = site_of(good_library, tmp_path / "process", pool)
        assert [] == told
        assert "static/index.js" in expected
        assert (expected, []) == site_of(good_library, tmp_path / "cluster", executor)
        again, told = site_of(good_library, tmp_path / "dying", Dying(executor))
    assert expected == again
    (line,) = told
    assert line.startswith("Indexing in this process, since the worker failed: KilledWorker ")


def test_a_scheduler_without_workers_is_told(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(cluster, "SECONDS", 1)
    with LocalCluster(n_workers=0, processes=True, dashboard_address="127.0.0.1:0") as empty:
        assert 2 == main(["build", "--out", str(tmp_path / "site"), "--scheduler", empty.scheduler_address])
    assert "has no worker; start one by" in capsys.readouterr().err
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "127.0.0.1:1"])
def test_an_address_at_which_no_scheduler_answers_is_told(address, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(cluster, "SECONDS", 1)
    assert 2 == main(["build", "--out", str(tmp_path / "site"), "--scheduler", address])
    written = capsys.readouterr().err
    assert f"no Dask scheduler answers at {address}; start one by" in written
    assert 1 == written.count("\n")
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("address", ["nowhere", "ftp://127.0.0.1:1", "a b:c", "tcp://", "tcp://host:port"])
def test_what_is_no_address_of_a_scheduler_is_refused(address, tmp_path, capsys):
    assert 2 == main(["build", "--out", str(tmp_path / "site"), "--scheduler", address])
    assert f"{address} is no address of a Dask scheduler; type tcp://HOST:8786" in capsys.readouterr().err
    assert [] == list(tmp_path.iterdir())


def test_without_dask_it_is_told_how_to_install_it(monkeypatch, capsys):
    def missing(_):
        raise ModuleNotFoundError

    monkeypatch.setattr("kb.commands.executors.import_module", missing)
    assert 2 == main(["build", "--scheduler", "tcp://127.0.0.1:1"])
    assert "-e '.[cluster]'" in capsys.readouterr().err
