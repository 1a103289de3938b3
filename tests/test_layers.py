"""Imports inside `kb` point one way: a folder imports from the folders above its own line, and from no other.

To add a folder, put its name on the line below all that it imports from. Within a folder no two modules import each
other, directly or by others.
"""

from __future__ import annotations

import ast
import re
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

KB = Path(__file__).parents[1] / "kb"
FOLDERS = """
domain
content
facts
official
prices
rules
layout
authoring
drafts
answers
catalogue
history
diff
changes
evidence
published
sheets
watch
search
ask
pages
site
assistants
mail
commands
""".strip().splitlines()
OUTSIDE = {"__init__", "__main__"}
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


def folder_of(module):
    return module.split(".")[0]


def imported(module):
    """Give the modules of ours that a module imports."""
    return {own(name) for _, name in imports(read(module)) if name.split(".")[0] == "kb"}


def test_no_module_stands_outside_a_folder():
    assert OUTSIDE == {module for module in MODULES if "." not in module}


def test_every_folder_has_its_line_and_every_line_its_folder():
    folders = {folder_of(module) for module in MODULES} - OUTSIDE
    assert sorted(FOLDERS) == sorted(folders)
    assert [] == [name for name in sorted(folders) if f"{name}.__init__" not in MODULES]


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_imports_only_from_folders_above_its_own_line(folder):
    lower = {*FOLDERS[FOLDERS.index(folder) + 1 :], "__main__"}
    inside = [module for module in MODULES if folder_of(module) == folder]
    back = {f"{module} imports {name}" for module in inside for name in imported(module) if folder_of(name) in lower}
    assert [] == sorted(back)


def test_no_modules_import_each_other():
    try:
        TopologicalSorter({module: imported(module) - {"__init__"} for module in MODULES}).prepare()
    except CycleError as fault:
        pytest.fail(f"these import each other in a circle: {' -> '.join(fault.args[1])}", pytrace=False)


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


@pytest.mark.parametrize("folder", FOLDERS)
def test_where_a_folder_lists_its_modules_it_lists_each_of_them_once(folder):
    listed = re.findall(
        r"^([a-z_]+(?:,? [a-z_]+)*) {2,}", ast.get_docstring(read(f"{folder}.__init__")), re.MULTILINE
    )
    names = sorted(f"{folder}.{name}" for line in listed for name in re.split(r",? ", line))
    if names:
        assert sorted({name for name in MODULES if folder_of(name) == folder} - {f"{folder}.__init__"}) == names


def decorators(module):
    """Give the line of each `dataclass` decorator of a module, with its flags by name."""
    for node in ast.walk(read(module)):
        for one in node.decorator_list if isinstance(node, ast.ClassDef) else ():
            call = one if isinstance(one, ast.Call) else ast.Call(one, [], [])
            if isinstance(call.func, ast.Name) and call.func.id == "dataclass":
                yield node.lineno, {flag.arg: ast.unparse(flag.value) for flag in call.keywords}


@pytest.mark.parametrize("folder", ["answers", "diff", "history", "rules"])
def test_every_dataclass_of_a_folder_that_decides_is_frozen(folder):
    """`benchmarks/mutants.py` leaves out the flags that this holds."""
    found = [
        (module, line, flags)
        for module in MODULES
        if folder_of(module) == folder
        for line, flags in decorators(module)
    ]
    assert found
    assert [] == [one for one in found if one[2] not in ({"frozen": "True"}, {"frozen": "True", "slots": "True"})]
