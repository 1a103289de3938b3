"""The locks as a bill of materials, and against advisories."""

from __future__ import annotations

import io
import json

import pytest
from rich.console import Console

from benchmarks import advisories
from benchmarks.locked import Package, normal, read_lock
from benchmarks.sbom import LOCK, sbom

ADVISORY = """\
id: PYSEC-2099-1
summary: A made-up fault
modified: "2099-01-02T00:00:00Z"
affected:
- package: {name: Markup_Safe, ecosystem: PyPI}
  ranges:
  - type: ECOSYSTEM
    events: [{introduced: "1.0"}, {fixed: "1.5"}, {introduced: "2.0"}, {last_affected: "2.2"}]
  versions: ["0.9"]
"""


def locked(version):
    return Package("markupsafe", version, ())


def test_a_lock_is_read_with_every_hash():
    packages = read_lock(LOCK)
    text = LOCK.read_text(encoding="utf-8")
    assert len(packages) == sum(line[:1].isalnum() for line in text.splitlines())
    assert text.count("sha256:") == sum(len(package.hashes) for package in packages)
    assert all(package.hashes and package.name == normal(package.name) for package in packages)


def test_a_line_that_pins_nothing_is_told(tmp_path):
    (tmp_path / "lock.txt").write_text("one==1 \\\n    --hash=sha256:00\ntwo>=2\n")
    with pytest.raises(ValueError, match="'two>=2' pins no version"):
        read_lock(tmp_path / "lock.txt")


def test_the_bill_names_every_package_of_a_build_with_its_license_and_is_the_same_each_time():
    bill = sbom(read_lock(LOCK))
    assert ("CycloneDX", "1.5") == (bill["bomFormat"], bill["specVersion"])
    assert [package.name for package in read_lock(LOCK)] == [one["name"] for one in bill["components"]]
    assert {"colorama"} >= {one["name"] for one in bill["components"] if "licenses" not in one}  # for Windows only
    assert bill == sbom(read_lock(LOCK)) == json.loads(json.dumps(bill))


@pytest.mark.parametrize(
    ("version", "affected"),
    [
        *(("0.9", True), ("0.9.1", False), ("1.0", True), ("1.4.9", True), ("1.5", False)),
        *(("1.10", False), ("2.0", True), ("2.2", True), ("2.2.1", False), ("3", False)),
    ],
)
def test_an_advisory_applies_to_the_versions_that_it_names(version, affected, tmp_path):
    (tmp_path / "one.yaml").write_text(ADVISORY.replace("Markup_Safe", "markupsafe"))
    (advisory,) = advisories.advisories(tmp_path)
    assert affected == bool(list(advisories.hits([locked(version)], advisory)))
    assert [] == list(advisories.hits([locked(version)], {**advisory, "withdrawn": "2099-02-01"}))
    other = json.loads(json.dumps(advisory).replace("PyPI", "npm"))
    assert [] == list(advisories.hits([locked(version)], other))


def test_what_applies_is_printed_and_fails(tmp_path, monkeypatch):
    lock, folder = tmp_path / "lock.txt", tmp_path / "advisories"
    lock.write_text("markupsafe==1.4 \\\n    --hash=sha256:00\n")
    monkeypatch.setattr(advisories, "LOCKS", (lock,))
    (folder / "deep").mkdir(parents=True)
    console = Console(file=io.StringIO(), width=200)
    assert 2 == advisories.main(folder, console)
    (folder / "deep" / "one.yaml").write_text(ADVISORY.replace("Markup_Safe", "markupsafe"))
    assert 1 == advisories.main(folder, console)
    lock.write_text("markupsafe==1.5 \\\n    --hash=sha256:00\n")
    assert 0 == advisories.main(folder, console)
    told = console.file.getvalue()
    assert "markupsafe 1.4: PYSEC-2099-1 A made-up fault" in told
    assert "packages: 1, advisories: 1, the newest of 2099-01-02; apply: 0" in told
