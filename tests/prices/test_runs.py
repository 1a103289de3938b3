"""Files read by processes or by a cluster, one of whose workers is killed, give the same bytes as read here."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import Executor, Future
from pathlib import Path

import pytest
from distributed import Client, LocalCluster

from benchmarks import prices
from kb.commands import price_runs
from kb.commands.executors import processes
from kb.commands.main import main
from kb.domain.problem import UsageError
from kb.official.source import Named, Refused, read_name
from kb.prices.gathering import gather
from kb.prices.row import Row
from kb.prices.rules import Asked
from kb.prices.runs import here, spread
from kb.prices.steps import listed
from kb.prices.task import Task, read_task
from kb.prices.wording import record
from kb.site.cluster import cluster
from tests.prices.made import row, tall
from tests.prices.made_payer import whole

ROOT = Path(__file__).parents[2]
QUIET = here(lambda _: None)
CODES = frozenset({prices.WANTED})


@pytest.fixture(scope="module")
def six(tmp_path_factory):
    """Write six files of hospitals and payers, a tiny one first; a provider group of two payers has one TIN."""
    folder = tmp_path_factory.mktemp("six")
    for name in prices.FILES:
        prices.write(folder / name, 1_500_000)
    (folder / "small.json").write_text(whole().replace("70553", prices.WANTED), encoding="utf-8")
    return tuple(Named(path) for path in sorted(folder.iterdir(), key=lambda path: path.stat().st_size))


@pytest.fixture
def two_workers(tmp_path):
    """Start a scheduler and two workers of one thread, processes in folders of their own; give its address."""
    begun = []
    with LocalCluster(n_workers=0, processes=True, dashboard_address="127.0.0.1:0") as found:
        address = found.scheduler_address
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            words = ("--no-nanny", "--nthreads", "1", "--local-directory", ".", "--no-dashboard")
            begun.append(
                subprocess.Popen(
                    [sys.executable, "-m", "distributed.cli.dask_worker", address, *words],
                    cwd=tmp_path / name,
                    env={**os.environ, "PYTHONPATH": str(ROOT)},
                    stderr=subprocess.DEVNULL,
                )
            )
        with Client(address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield address
        for worker in begun:
            worker.kill()
            worker.wait()


def bytes_of(gathered):
    """Write all that is said of what was read, so that runs can be compared."""
    return json.dumps(record(listed(gathered, Asked(prices.WANTED), frozenset({"class"}))), sort_keys=True)


def killing(client):
    """Give a progress that kills a worker in the middle of a file as soon as a first file is read, and who died."""
    pids, killed = client.run(os.getpid), []

    def progress(_):
        busy = sorted(worker for worker, keys in client.processing().items() if keys)
        if busy and not killed:
            killed.append(busy[0])
            os.kill(pids[busy[0]], signal.SIGKILL)

    return progress, killed


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_midway_gives_the_same_bytes_as_processes_and_as_this_process(six, two_workers):
    expected = bytes_of(gather(six, CODES, QUIET))
    assert 400 < expected.count('"amount"')
    with processes(2, lambda _: None) as pool:
        assert expected == bytes_of(gather(six, CODES, spread(pool, lambda _: None)))
    with cluster(two_workers) as executor, Client(two_workers, set_as_default=False) as client:
        assert 2 == len(set(client.run(os.getcwd).values()))
        assert expected == bytes_of(gather(six, CODES, spread(executor, lambda _: None, retries=3)))
        progress, killed = killing(client)
        assert expected == bytes_of(gather(six, CODES, spread(executor, progress, retries=3)))
        assert 1 == len(killed)
        assert killed[0] not in client.scheduler_info()["workers"]


@pytest.mark.slow
def test_the_command_reads_on_a_cluster_what_it_reads_here(six, two_workers, capsys):
    words = ["rates", *(str(named.path) for named in six), "--code", prices.WANTED, "--json"]
    assert 0 == main(words)
    expected = capsys.readouterr().out
    assert 0 == main([*words, "--scheduler", two_workers])
    assert expected == capsys.readouterr().out


@pytest.mark.slow
def test_an_import_on_a_cluster_keeps_the_same_bytes_as_one_here(six, two_workers, tmp_path):
    payers = [str(named.path) for named in six if "json" in named.name and named.name != "items.json"]
    assert 3 == len(payers)
    kept = []
    for at, more in enumerate(((), ("--scheduler", two_workers))):
        (tmp_path / f"{at}/policies").mkdir(parents=True)
        words = ("--plan", "acme/ppo", "--codes", prices.WANTED, "--policies", str(tmp_path / f"{at}/policies"))
        assert 0 == main(["import", "rates", *payers, *words, *more])
        found = sorted(path for path in (tmp_path / f"{at}").rglob("*") if path.is_file())
        kept.append({path.relative_to(tmp_path / f"{at}").as_posix(): path.read_bytes() for path in found})
    assert 7 == len(kept[0])
    assert kept[0] == kept[1]


class Spoiled(Executor):
    """An executor that loses every second task."""

    def __init__(self):
        self.count = 0

    def submit(self, work, *words, **_):
        self.count += 1
        future = Future()
        if self.count % 2:
            future.set_exception(OSError("the worker is gone"))
        else:
            future.set_result(work(*words))
        return future


def test_what_a_worker_loses_is_read_here_and_told(six):
    told = []
    found = gather(six, CODES, spread(Spoiled(), told.append))
    assert bytes_of(gather(six, CODES, QUIET)) == bytes_of(found)
    assert 3 == sum("in this process, since the worker failed: OSError the worker is gone" in line for line in told)
    assert "6 of 6 files: " in next(line for line in told if line.startswith("6 of 6"))


def test_refusals_of_all_files_come_from_workers_too(put):
    files = (put("no table", "a.csv"), put(tall(), "b.csv"), put("{", "c.json"))
    with pytest.raises(Refused) as told:
        gather(files, CODES, spread(Spoiled(), lambda _: None))
    assert ["a.csv", "c.json"] == [problem.path for problem in told.value.problems]


def test_a_worker_with_another_version_of_the_code_reads_nothing(put):
    task = Task(put(tall()), CODES, "", b"", "another")
    with pytest.raises(Exception, match="the worker has another version of this code"):
        read_task(task)


def test_several_large_files_are_read_by_processes(put, monkeypatch, capsys):
    monkeypatch.setattr(price_runs, "WORTH_IT", 10)
    files = [put(tall(row(dollar=f"{at}")), f"{at}.csv") for at in (101, 102)]
    assert 0 == main(["rates", *(str(named.path) for named in files), "--code", "70553"])
    written = capsys.readouterr()
    assert "2 of 2 files: 0 of 0 MB" in written.err
    assert {"Reading 101.csv ...", "Reading 102.csv ..."} <= set(written.err.splitlines())
    assert "70553, listed commercial prices" in written.out


def test_the_same_group_of_providers_is_one_in_two_files_and_two_codes_of_two_files_are_apart(put):
    files = (put(whole(), "a.json"), put(whole(), "b.json"), put(tall(), "c.csv"))
    found = gather(files, frozenset({"70553"}), QUIET)
    assert {"provider group 1", "North Hospital"} == {each.hospital for each in found.rows}
    assert all(isinstance(each, Row) for each in found.rows)


def test_a_path_of_object_storage_is_read_and_one_of_the_web_is_refused(tmp_path):
    (tmp_path / "n.csv").write_text(tall(), encoding="utf-8")
    (only,) = gather([read_name((tmp_path / "n.csv").as_uri())], frozenset({"70553"}), QUIET).rows
    assert "n.csv" == only.at.file
    with pytest.raises(UsageError, match="https:// is read from nowhere"):
        read_name("https://example.org/n.csv")
