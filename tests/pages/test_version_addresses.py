"""Where versions have their pages: addresses that never change, and no two alike."""

from __future__ import annotations

from kb.content.load import load
from kb.history.clocks import read_clocks
from kb.history.read import read_history
from kb.pages.version_addresses import AddressesByPath, version_address
from kb.rules.check import check

PLANS = "example-health/commercial"
X, Y = f"{PLANS}/x.md", f"{PLANS}/y.md"


def told(repository):
    """Give for each lineage the addresses of its versions, oldest first; empty where one has none."""
    texts = load(repository.folder)
    clocks = read_clocks(check(texts).library, read_history(repository.folder, texts))
    found = AddressesByPath(clocks)
    assert len(set(found.values())) == len(found)
    own = {address: version for version, address in found.items() if "/versions/" not in address}
    assert own == {address: found.of_entry(address)[1] for address in own}
    assert found.of_entry("example-health/commercial/none.html") is None
    return {id_: [found.get(v, "") for v in lineage.versions] for id_, lineage in clocks.lineages.items()}


def test_the_version_in_force_has_the_address_of_its_entry_and_each_other_one_below_it(repository, rule):
    first = repository.commit({X: rule("covered", "2025-01-01")}, "2025-01-02")
    repository.commit({X: rule("not covered", "2025-03-01")}, "2025-03-02")
    coming = repository.commit({X: rule("case by case", "2027-01-01")}, "2025-04-01")
    below = f"{PLANS}/x/versions"
    wanted = [f"{below}/2025-01-02-{first[:7]}.html", f"{PLANS}/x.html", f"{below}/2025-04-01-{coming[:7]}.html"]
    assert wanted == told(repository)[f"{PLANS}/x"]


def test_a_withdrawn_entry_keeps_its_address_until_another_file_takes_it(repository, rule):
    repository.commit({X: rule("covered"), Y: rule("covered")})
    gone = repository.commit({X: None}, "2026-02-01")
    assert f"{PLANS}/x.html" == told(repository)[f"{PLANS}/x"][-1]
    repository.move("example-health/commercial/y.md", "example-health/commercial/x.md")
    repository.commit({}, "2026-03-01")
    found = told(repository)
    assert f"{PLANS}/x.html" == found[f"{PLANS}/x"][-1]
    assert f"{PLANS}/x/versions/2026-02-01-{gone[:7]}.html" == found[f"{PLANS}/x@{gone[:7]}"][-1]


def test_between_a_withdrawal_and_a_return_there_is_no_page(repository, rule):
    repository.commit({X: rule("covered"), Y: rule("covered")})
    repository.commit({X: None}, "2026-02-01")
    repository.commit({X: rule("not covered")}, "2026-03-01")
    _, between, now = told(repository)[f"{PLANS}/x"]
    assert ("", f"{PLANS}/x.html") == (between, now)


def test_what_is_not_committed_and_has_not_begun_has_a_page_too(repository, rule):
    repository.commit({X: rule("covered", "2025-01-01")})
    repository.write({X: rule("not covered", "2027-01-01")})
    assert f"{PLANS}/x/versions/not-committed.html" == told(repository)[f"{PLANS}/x"][-1]


def test_an_id_that_may_not_stand_in_an_address_is_spelled_with_a_mark_of_its_own(repository, rule):
    repository.commit({f"{PLANS}/Ärztin.md": "a", f"{PLANS}/?rztin.md": "b", X: rule("covered")})
    lineages = read_history(repository.folder).lineages.values()
    found = {version_address(lineage.newest) for lineage in lineages if "rztin" in lineage.id}
    assert 2 == len(found)
    assert all(address.isascii() and "?" not in address for address in found)
