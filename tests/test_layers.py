"""Imports inside `kb` point one way: a module may import from the lines above its own, and from no other.

To add a module, add its name (`search.query` for `kb/search/query.py`) to the highest line below all that it imports.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

KB = Path(__file__).parents[1] / "kb"
LAYERS = """
__init__
vocabulary  problem  code_facts  days
reach  front_matter  base_url
model  kinds
schema  doubts
fields
parse
citations  load  code_tables  life_cycle
questions
rules.__init__  rules.rule
rules.answers  rules.copies  rules.dates  rules.library  rules.sources  rules.text
check
speakers  prose
layout.__init__  layout.front  layout.prose
layout.file
layout.folder  layout.plain
explain  timing
resolve
rows  answer
history.__init__  history.git  history.spans  history.contents
history.commits  history.tree
history.versions  history.cache
history.lineage
history.read  history.documents  history.force
history.told  history.reigns  history.replaced
history.asof
history.now
history.answered  history.clocks
diff.__init__  diff.direction  diff.words
diff.change
diff.portrait  diff.group
diff.pair  diff.gate
diff.changes  diff.effects  diff.read
diff.compare
diff.record  diff.say
diff.markdown  diff.text
changes.__init__  changes.recorded  changes.steps  changes.shelves
changes.addresses  changes.say  changes.drift
changes.room
changes.walk
changes.feed
changes.atom  changes.json_feed  changes.dates
changes.calendar
evidence.__init__  evidence.sure  evidence.seal  evidence.since
evidence.rule
evidence.gaps
evidence.pack
evidence.ask  evidence.told
catalogue
review
search.__init__  search.analysis  search.pack
search.query  search.scoring  search.faults  search.lexicon
search.absent  search.dated
search.certainty
search.documents  search.asked  search.widen
search.excerpt  search.index  search.names
search.find
search.export
published.__init__  published.edition  published.answers
published.commit  published.records  published.sheet  published.crawlers
published.schema  published.board
published.files  published.examples
pages.__init__  pages.page  pages.addresses  pages.timeline
pages.citation  pages.freshness  pages.grid  pages.past
pages.change
pages.asof  pages.changes  pages.news  pages.drift  pages.pairs  pages.pictures
pages.about  pages.answers  pages.api  pages.code  pages.compare  pages.entry  pages.glance  pages.home
pages.evidence  pages.payer  pages.review  pages.version
pages.all  pages.board
render  static_files
site
guide  console  serve
cli
__main__
"""
RANKS = {name: number for number, line in enumerate(LAYERS.split("\n")) for name in line.split()}
MODULES = {
    path.relative_to(KB).with_suffix("").as_posix().replace("/", "."): path for path in sorted(KB.rglob("*.py"))
}


def imports(tree):
    """Give every import statement of a module, with the full name of what it brings in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield node, f"{'.' * node.level}{node.module or ''}.{alias.name}"
        elif isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)


def own(name):
    """Give the module of ours that a name stands for: the longest beginning of it that is a file."""
    words = name.split(".")[1:]
    for length in range(len(words), -1, -1):
        found = ".".join(words[:length])
        for module in (found, f"{found}.__init__".lstrip(".")):
            if module in MODULES:
                return module
    return name


def read(module):
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


@pytest.mark.parametrize("module", MODULES)
def test_every_module_has_its_layer(module):
    if module not in RANKS:
        pytest.fail(f"add '{module}' to LAYERS in {Path(__file__).name}, below all that it imports", pytrace=False)


def test_no_layer_names_a_module_that_is_gone():
    assert [] == [name for name in RANKS if name not in MODULES]


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_from_layers_above_its_own_line(module):
    found = {own(name) for _, name in imports(read(module)) if name.split(".")[0] == "kb"}
    assert [] == [name for name in sorted(found) if RANKS.get(name, 0) >= RANKS.get(module, len(RANKS))]


@pytest.mark.parametrize("module", MODULES)
def test_imports_stand_at_the_top_of_a_module_and_name_it_in_full(module):
    tree = read(module)
    hidden = [node.lineno for node, name in imports(tree) if node not in tree.body or name.startswith(".")]
    assert [] == hidden


def test_a_library_of_others_is_imported_by_one_module_only():
    """So that it can be exchanged in one place."""
    users = {}
    for module in MODULES:
        for _, name in imports(read(module)):
            users.setdefault(name.split(".")[0], set()).add(module)
    ours = {"kb", *sys.stdlib_module_names}
    assert {} == {
        library: sorted(found) for library, found in users.items() if library not in ours and len(found) > 1
    }
