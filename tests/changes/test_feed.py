"""The feeds: what each holds, that ids and dates stay, and that each is what Atom and JSON Feed ask for."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from kb.changes.atom import atom
from kb.changes.feed import MOST_ITEMS, feeds, origin_of
from kb.changes.json_feed import json_feed
from kb.changes.log import LARGE, change_log
from kb.content.load import load
from kb.history.clocks import read_clocks
from kb.history.read import read_history
from kb.rules.check import check

RULE = "example-health/commercial/category-iii.md"
OTHER = "sample-mutual/regional/cancer-vaccines.md"
NAMED = "example-health/commercial/0709t.md"
BASE = "https://example.org/policies/"
SCHEMA = etree.RelaxNG(file=str(Path(__file__).with_name("atom.rng")))
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def made(story):
    """Give the feeds of a story by address."""
    clocks = story.clocks()
    found = change_log(clocks.history, clocks.documents)
    return {feed.address: feed for feed in feeds(clocks.on_disk, found, origin_of(clocks.history))}


@pytest.fixture
def told(story):
    """The feeds of three edits and a large addition."""
    story.change("2026-04-01", RULE, "coverage: investigational", "coverage: not covered")
    story.change("2026-04-01", OTHER, "reviewed: 2026-03-02", "reviewed: 2026-03-03")
    text = (story.folder / NAMED).read_text(encoding="utf-8").replace("[0708T, 0709T]", "0709T")
    for number in range(LARGE):
        story.write(f"example-health/medicare-advantage/n{number}.md", text)
    story.commit("2026-05-01")
    story.edit(RULE, "The example default", "The <b>example</b> & default")
    story.commit("2026-06-01", "rules: a <title> & more")
    return made(story)


def parsed(feed, base=""):
    tree = etree.fromstring(atom(feed, base).encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    return tree, lambda path: [getattr(found, "text", found) for found in tree.xpath(path, namespaces=ATOM)]


@pytest.mark.parametrize("base", ["", BASE])
def test_each_atom_feed_holds_to_its_schema(told, base):
    for feed in told.values():
        tree, _ = parsed(feed, base)
        assert SCHEMA.validate(tree), SCHEMA.error_log


def test_the_schema_refuses_what_the_rfc_refuses(told):
    for path in ("//a:updated", "//a:feed/a:author", "//a:entry/a:id", "//a:entry/a:link/@href"):
        tree, _ = parsed(told["feeds/all"])
        for found in tree.xpath(path, namespaces=ATOM):
            parent = found.getparent()
            parent.attrib.pop("href") if path.endswith("@href") else parent.remove(found)
        assert not SCHEMA.validate(tree), path


def test_no_two_items_of_a_feed_and_no_two_feeds_have_one_id(told):
    assert {1} == set(Counter(parsed(feed)[1]("/a:feed/a:id")[0] for feed in told.values()).values())
    for feed in told.values():
        ids = parsed(feed)[1]("//a:entry/a:id")
        assert sorted(set(ids)) == sorted(ids)
        assert all(uuid.UUID(found.removeprefix("urn:uuid:")) for found in ids)


def test_the_id_of_a_feed_and_of_its_items_is_the_same_wherever_the_site_stands(told):
    for feed in told.values():
        here, there, elsewhere = (parsed(feed, base)[1]("//a:id") for base in ("", BASE, "https://example.com/"))
        assert here == there == elsewhere
        assert {json.loads(json_feed(feed, base))["_site"]["id"] for base in ("", BASE)} == {feed.id}


def test_one_id_has_one_content_in_whatever_feed_it_stands(story):
    """A payer's feed names its own part of a large addition, and that part has an id of its own."""
    text = (story.folder / NAMED).read_text(encoding="utf-8").replace("[0708T, 0709T]", "0709T")
    for number in range(LARGE):
        scope = "sample-mutual/regional" if number % 2 else "example-health/medicare-advantage"
        story.write(f"{scope}/m{number}.md", text)
    story.commit("2026-07-01")
    contents = {}
    for feed in made(story).values():
        for item in feed.items:
            contents.setdefault(item.id, set()).add(item)
    assert [] == [found for found in contents.values() if len(found) > 1]
    added = [item for found in contents.values() for item in found if item.title.endswith("entries added")]
    assert {f"{LARGE} entries added", f"{LARGE // 2} entries added"} == {item.title for item in added}


def test_two_libraries_have_no_id_of_a_feed_in_common(told, other_story):
    ours, theirs = ({feed.id for feed in found.values()} for found in (told, made(other_story)))
    assert set() == ours & theirs


def test_a_later_commit_leaves_the_id_of_each_feed_as_it_was(story, told):
    story.change("2026-07-01", OTHER, "reviewed: 2026-03-03", "reviewed: 2026-03-04")
    assert {address: feed.id for address, feed in told.items()} == {a: feed.id for a, feed in made(story).items()}


def test_a_feed_holds_what_concerns_it_and_a_large_addition_as_one_item(told):
    titles = {address: [item.title for item in feed.items] for address, feed in told.items()}
    assert 4 + 9 == len(titles["feeds/all"])
    assert f"{LARGE} entries added" == titles["feeds/all"][1] == titles["feeds/example-health"][1]
    assert ["Sample Mutual of the Region: Cancer vaccines: reviewed"] == titles["feeds/sample-mutual"][:1]
    rule = "Example Health, Commercial plans: Category III codes: Coverage investigational → not covered"
    assert rule in titles["feeds/example-health"]
    assert rule in titles["feeds/codes/0708t"]
    assert f"{LARGE} entries added" not in titles["feeds/codes/0708t"]
    assert f"{LARGE} entries added" in titles["feeds/codes/0709t"]


def test_an_item_names_the_first_files_of_a_large_addition_and_counts_the_rest(story, monkeypatch):
    monkeypatch.setattr("kb.changes.feed.MOST_NAMED", 5)
    text = (story.folder / NAMED).read_text(encoding="utf-8").replace("[0708T, 0709T]", "0709T")
    for number in range(LARGE):
        story.write(f"example-health/medicare-advantage/n{number}.md", text)
    story.commit("2026-05-01")
    lines = made(story)["feeds/all"].items[0].text.splitlines()
    assert [f"and {LARGE - 5} more"] == [line for line in lines if line.startswith("and ")]
    assert 5 == sum("Medicare Advantage" in line for line in lines)


def test_an_item_says_which_answers_moved_and_is_dated_by_its_commit(told):
    item = next(item for item in told["feeds/all"].items if "not covered" in item.title)
    assert "2026-04-01T12:00:00+00:00" == item.moment.isoformat()
    assert "Coverage of 0708T, 0709T for Example Health, Commercial plans: investigational → not covered" in item.text
    assert {"tighter", "example-health"} == set(item.tags)
    assert item.address.startswith("changes/2026-04.html#c-")


def test_a_feed_is_dated_by_its_newest_item_and_an_empty_one_by_the_content(told, good_library):
    assert ["2026-06-01T12:00:00Z"] == parsed(told["feeds/all"])[1]("/a:feed/a:updated")
    clocks = read_clocks(check(load(good_library)).library)
    first = next(feeds(clocks.on_disk, (), origin_of(clocks.history)))
    tree, read = parsed(first)
    assert SCHEMA.validate(tree)
    assert ["2026-03-02T00:00:00Z"] == read("/a:feed/a:updated")


def test_text_of_a_file_stays_text_and_no_entity_is_declared(told):
    written = atom(told["feeds/all"], "")
    assert "<!" not in written
    assert "<b>" not in written
    _, read = parsed(told["feeds/all"])
    assert any("rules: a <title> & more" in content for content in read("//a:content"))


def test_links_are_relative_and_there_is_none_to_itself_where_the_address_of_the_site_is_not_known(told):
    _, read = parsed(told["feeds/codes/0709t"])
    assert ["../../changes.html"] == read("/a:feed/a:link/@href")
    assert all(link.startswith("../../changes/2026-") for link in read("//a:entry/a:link/@href"))


def test_links_lead_to_the_site_where_its_address_is_known(told):
    _, read = parsed(told["feeds/codes/0709t"], BASE)
    assert [f"{BASE}feeds/codes/0709t.xml"] == read("/a:feed/a:link[@rel='self']/@href")
    assert all(link.startswith(f"{BASE}changes/2026-") for link in read("//a:entry/a:link/@href"))


@pytest.mark.parametrize("base", ["", BASE])
def test_each_json_feed_has_what_version_1_1_asks_for(told, base):
    for feed in told.values():
        found = json.loads(json_feed(feed, base))
        assert "https://jsonfeed.org/version/1.1" == found["version"]
        assert found["title"]
        assert all(author["name"] for author in found["authors"])
        assert bool(base) == ("feed_url" in found) == ("home_page_url" in found)
        ids = [item["id"] for item in found["items"]]
        assert sorted(set(ids)) == sorted(ids)
        for item in found["items"]:
            assert all(isinstance(item[key], str) for key in ("id", "title", "content_text", "date_published"))
            assert item["content_text"]
            assert isinstance(item["tags"], list)
            assert item["url"].startswith(BASE) if base else item["_site"]["address"].startswith("changes/")


def test_both_forms_tell_of_the_same_items(told):
    ids = parsed(told["feeds/all"])[1]("//a:entry/a:id")
    assert ids == [item["id"] for item in json.loads(json_feed(told["feeds/all"], ""))["items"]]


def test_a_later_commit_leaves_each_item_as_it_was(story, told):
    before = told["feeds/all"].items
    story.change("2026-07-01", OTHER, "reviewed: 2026-03-03", "reviewed: 2026-03-04")
    after = made(story)["feeds/all"].items
    assert before == after[1:]


@pytest.mark.slow
def test_a_feed_holds_the_newest_items_and_no_more(story):
    for number in range(MOST_ITEMS + 2):
        old, new = f"Cancer vaccines{' ' * bool(number)}{number or ''}", f"Cancer vaccines {number + 1}"
        story.change("2026-04-01", OTHER, f"title: {old}", f"title: {new}")
    items = made(story)["feeds/all"].items
    assert (MOST_ITEMS, f"Cancer vaccines {MOST_ITEMS + 2}") == (len(items), items[0].title.split(": ")[1])


def test_no_line_of_an_item_ends_with_two_full_stops(story):
    story.change("2026-04-01", RULE, "none opens coverage.", "nothing opens coverage.")
    assert not [line for line in made(story)["feeds/all"].items[0].text.split("\n") if line.endswith("..")]


COMING = [("effective: 2026-01-01", "effective: 2027-01-01"), ("coverage: investigational", "coverage: not covered")]


@pytest.fixture
def announced(story):
    """The feed of a story in which a rule is recorded that changes next January, and one that begins in February."""
    for old, new in COMING:
        story.edit(RULE, old, new)
    text = (story.folder / NAMED).read_text(encoding="utf-8").replace("[0708T, 0709T]", "0709T")
    dated = text.replace("reviewed:", "effective: 2027-02-01\ndate_basis: date of service\nreviewed:", 1)
    story.write("example-health/medicare-advantage/begun.md", dated)
    story.commit("2026-04-01")
    return made(story)["feeds/all"]


def test_an_effect_after_the_day_of_recording_is_told_as_one_that_will_be(announced):
    changed, begun = (
        next(item for item in announced.items if end in item.title)
        for end in ("Jan 1, 2027: investigational → not covered", "Feb 1, 2027")
    )
    rule = "Example Health, Commercial plans: Category III codes: Coverage will change on Jan 1, 2027"
    assert f"{rule}: investigational → not covered" == changed.title
    told = "Coverage of 0708T, 0709T for Example Health, Commercial plans will change on Jan 1, 2027:"
    assert f"Answer: {told} investigational → not covered (more restrictive)." in changed.text
    assert begun.title.endswith(": entry new, will begin on Feb 1, 2027")


@pytest.mark.parametrize("day", ["2026-12-31", "2027-01-01"])
def test_the_words_of_an_item_do_not_depend_on_the_day_of_the_build(story, announced, day):
    texts = load(story.folder)
    clocks = read_clocks(check(texts).library, read_history(story.folder, texts), dt.date.fromisoformat(day))
    found = change_log(clocks.history, clocks.documents)
    assert announced == next(feeds(clocks.on_disk, found, origin_of(clocks.history)))
