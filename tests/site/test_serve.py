"""The preview: on this machine alone, fresh at each request, built anew on each save."""

from __future__ import annotations

import re
import socket
import threading
from http.client import HTTPConnection

import pytest
import watchfiles

from kb.commands import main as cli
from kb.commands import preview as command
from kb.domain.problem import Place, Problem, ToolError
from kb.site.saves import Saves
from kb.site.serve import _Quiet, rebuild_on_save, serve
from kb.site.unchanged import TEMPLATES

pytestmark = pytest.mark.slow

ENTRY = "example-health/commercial/policy-1-2019"


@pytest.fixture
def served():
    """Serve a folder on a free port, and end it after the test."""
    servers = []

    def start(folder, port=0, saves=None):
        servers.append(serve(folder, port, saves))
        return servers[-1]

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def taken():
    """A port of this machine that is taken."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


@pytest.fixture
def saves(monkeypatch):
    """Let files be saved: each step is called and then counts as one save; gives what is watched."""
    watched = []

    def on(*steps):
        def watch(*folders, **options):
            watched.append((folders, options))
            for step in steps:
                step()
                yield {(watchfiles.Change.modified, "a file")}

        monkeypatch.setattr(watchfiles, "watch", watch)
        return watched

    return on


def get(server, address, headers=None):
    """Ask a server, and give its status, its headers and its words."""
    connection = HTTPConnection(*server.server_address, timeout=10)
    connection.request("GET", address, headers=headers or {})
    answer = connection.getresponse()
    told = answer.status, answer.headers, answer.read().decode()
    connection.close()
    return told


def without_preview(page):
    """Take out of a page what the preview adds to it."""
    return re.sub(r'<link rel="stylesheet" href="/\.kb-preview/.*\n.*</script>\n</head>', "</head>", page, count=1)


def test_a_folder_is_served_on_this_machine_alone_on_a_free_port(served, tmp_path):
    (tmp_path / "page.html").write_text("words")
    server = served(tmp_path)
    assert "127.0.0.1" == server.server_address[0]
    assert 0 < server.server_address[1]
    status, headers, words = get(server, "/page.html")
    assert (200, "text/html; charset=utf-8", "words") == (status, headers["Content-Type"], words)


def test_a_folder_shows_its_index(served, good_site):
    status, _, words = get(served(good_site), "/")
    assert (200, (good_site / "index.html").read_text(encoding="utf-8")) == (status, without_preview(words))


def test_no_browser_may_keep_what_the_next_save_changes(served, tmp_path):
    (tmp_path / "page.html").write_text("words")
    server = served(tmp_path)
    for address in ("/page.html", "/nowhere.html", "/"):
        assert ["no-store"] == get(server, address)[1].get_all("Cache-Control")


def test_nothing_but_the_folder_is_served(served, tmp_path):
    (tmp_path / "beside.txt").write_text("secret")
    (tmp_path / "site").mkdir()
    server = served(tmp_path / "site")
    for address in ("/nowhere.html", "/../beside.txt", "/%2e%2e/beside.txt", "//beside.txt"):
        status, _, words = get(server, address)
        assert (404, False) == (status, "secret" in words)


def test_a_wrong_address_and_a_folder_without_a_page_show_the_page_of_the_site_for_it(served, good_site):
    server, told = served(good_site), (good_site / "404.html").read_text(encoding="utf-8")
    for address in ("/nowhere.html", "/codes/nowhere/at/all.html", "/static/nowhere.js", "/static/nowhere/"):
        status, headers, words = get(server, address)
        assert (404, "text/html; charset=utf-8", told) == (status, headers["Content-Type"], without_preview(words))


def test_who_asks_for_the_head_of_a_wrong_address_gets_no_page(served, good_site):
    connection = HTTPConnection(*served(good_site).server_address, timeout=10)
    connection.request("HEAD", "/nowhere.html")
    answer = connection.getresponse()
    assert (404, b"") == (answer.status, answer.read())
    assert (good_site / "404.html").stat().st_size < int(answer.headers["Content-Length"])
    connection.close()


def test_a_folder_swapped_for_a_new_one_is_served_at_once(served, tmp_path):
    for name in ("site", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.html").write_text(name)
    server = served(tmp_path / "site")
    (tmp_path / "site").rename(tmp_path / "old")
    (tmp_path / "new").rename(tmp_path / "site")
    assert "new" == get(server, "/page.html")[2]


def test_requests_leave_no_line_on_the_terminal(served, tmp_path, capfd):
    server = served(tmp_path)
    get(server, "/")
    get(server, "/nowhere.html")
    assert ("", "") == capfd.readouterr()


PROBLEM = Problem("a/b/c.md", Place(3, 5), "raw-html", "<b> is no text; write **b**")
SHOWN = "<li><code>a/b/c.md:3:5</code> <b>raw-html</b> &lt;b&gt; is no text; write **b**</li>"
PAGE = "<html><head></head><body>words</body></html>"


def test_a_page_shows_file_line_and_rule_of_what_is_wrong_over_the_last_good_site(served, tmp_path):
    for name, text in {"page.html": PAGE, "site.css": "a{}", "404.html": PAGE}.items():
        (tmp_path / name).write_text(text)
    saves = Saves(tmp_path)
    server = served(tmp_path, saves=saves)
    saves.tell([PROBLEM, "the template <x> breaks"])
    for address, expected in {"/page.html": 200, "/page.html?q=a": 200, "/nowhere.html": 404}.items():
        status, headers, words = get(server, address)
        assert (expected, "no-store") == (status, headers["Cache-Control"])
        assert all(part in words for part in ("words", SHOWN, "<li>the template &lt;x&gt; breaks</li>"))
    assert "a{}" == get(server, "/site.css")[2]
    saves.tell([])
    assert PAGE == without_preview(get(server, "/page.html")[2]).replace("\n", "")


def test_where_no_site_could_be_built_yet_a_page_names_what_is_wrong(served, tmp_path):
    saves = Saves(tmp_path)
    saves.tell([PROBLEM] * 30)
    status, _, words = get(served(tmp_path, saves=saves), "/index.html")
    assert (500, 20, True) == (status, words.count(SHOWN), "and 10 more, which the terminal names" in words)


def test_a_page_learns_of_the_next_save_when_it_is_told(served, tmp_path):
    saves = Saves(tmp_path)
    server, answers = served(tmp_path, saves=saves), []
    saves.tell([])
    (mark,) = {get(server, f"/.kb-preview/mark?{old}")[2] for old in ("", "another")}
    saves.tell([])
    assert mark == get(server, "/.kb-preview/mark?")[2]  # nothing is other than it was
    waits = threading.Thread(target=lambda: answers.append(get(server, f"/.kb-preview/mark?{mark}")[2]))
    waits.start()
    (tmp_path / ".kb-site").write_text("a new site")
    saves.tell([])
    waits.join(10)
    assert [mark] != answers
    assert 1 == len(answers)


@pytest.mark.parametrize(("name", "kind"), [("preview.js", "text/javascript"), ("preview.css", "text/css")])
def test_what_a_page_loads_for_the_preview_is_there(served, tmp_path, name, kind):
    status, headers, words = get(served(tmp_path), f"/.kb-preview/{name}")
    assert (200, f"{kind}; charset=utf-8") == (status, headers["Content-Type"])
    assert (TEMPLATES / "preview" / name).read_text(encoding="utf-8") == words
    assert 404 == get(served(tmp_path), f"/{name}")[0]


def test_a_taken_port_is_told_with_the_way_out(taken, tmp_path):
    with pytest.raises(ToolError, match=rf"port {taken} is taken; name another with --port"):
        serve(tmp_path, taken)


def test_each_save_below_the_folders_builds_anew_and_an_interrupt_ends_it_quietly(saves, tmp_path):
    done = []
    watched = saves(lambda: done.append("saved"), lambda: done.append("saved again"))
    rebuild_on_save((tmp_path, TEMPLATES), lambda: done.append("built"))
    assert ["saved", "built", "saved again", "built"] == done
    assert [((tmp_path, TEMPLATES), {"raise_interrupt": False})] == watched


# The command


@pytest.fixture(autouse=True)
def plain(monkeypatch):
    """Let no setting of this machine colour what is printed."""
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def running():
    """Give the server of a preview while it runs: `running["server"]()`."""
    return {}


@pytest.fixture
def preview(served, running, monkeypatch, capsys, tmp_path):
    """Run `serve` on a policies folder until the last save; give the server, the exit code and what was printed."""

    def run(folder, port=0):
        servers = []
        monkeypatch.setattr(command, "serve", lambda *given: servers.append(served(*given)) or servers[0])
        running.update(server=lambda: servers[0])
        words = ["serve", "--policies", folder, "--out", tmp_path / "preview", "--port", port]
        code = cli.main([str(word) for word in words])
        return servers[0] if servers else None, code, capsys.readouterr()

    return run


def edit(folder, old, new):
    """Change some words of an entry, as an editor would save it."""
    path = folder / f"{ENTRY}.md"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def test_serve_builds_says_where_and_shows_what_is_saved(preview, saves, laid_over):
    folder = laid_over({})
    watched = saves(lambda: edit(folder, "edition of 2019", "edition renamed"))
    server, code, (out, err) = preview(folder)
    address = f"Open http://127.0.0.1:{server.server_address[1]}/ (Ctrl-C ends the preview)"
    made = "0 problems; 49 pages made."
    assert (0, [made, address, made], "") == (code, out.splitlines(), err)
    assert ((folder, TEMPLATES), {"raise_interrupt": False}) == watched[0]
    assert "edition renamed" in get(server, f"/{ENTRY}.html")[2]


def test_a_save_with_a_problem_is_told_and_the_last_good_site_stays_until_it_is_mended(preview, saves, laid_over):
    folder = laid_over({})
    shown = []
    saves(
        lambda: edit(folder, "review_by: 2026-09-02", "review_by: 2026-09-31"),
        lambda: shown.append((folder.parent / "preview" / f"{ENTRY}.html").read_text(encoding="utf-8")),
        lambda: edit(folder, "review_by: 2026-09-31", "review_by: 2026-09-30"),
    )
    server, code, (out, _) = preview(folder)
    _, _, problem, count, *_, last = out.splitlines()
    assert (0, "1 problem; 0 pages made.", "0 problems; 49 pages made.") == (code, count, last)
    assert problem.startswith(f"{ENTRY}.md:10:12: bad-date ")
    assert ">Sep 2, 2026</time>" in shown[0]
    assert ">Sep 30, 2026</time>" in get(server, f"/{ENTRY}.html")[2]


def test_the_browser_is_told_of_a_save_that_could_not_be_built_until_it_is_mended(
    preview, running, saves, laid_over, monkeypatch
):
    folder = laid_over({})
    real, seen = command.build, []

    def fail(*_, **__):
        raise ToolError("the template breaks")

    def look():
        seen.append(get(running["server"](), f"/{ENTRY}.html"))

    saves(
        lambda: edit(folder, "review_by: 2026-09-02", "review_by: 2026-09-31"),
        lambda: look() or monkeypatch.setattr(command, "build", fail),
        lambda: look() or monkeypatch.setattr(command, "build", real),
        lambda: look() or edit(folder, "review_by: 2026-09-31", "review_by: 2026-09-30"),
    )
    server, code, _ = preview(folder)
    told = [
        (status, f"{ENTRY}.md:10:12</code> <b>bad-date</b>" in words, "<li>the template breaks</li>" in words)
        for status, _, words in seen
    ]
    assert [(200, True, False), (200, False, True), (200, True, False)] == told
    assert (0, False) == (code, "could not be built" in get(server, f"/{ENTRY}.html")[2])


def test_a_folder_that_is_not_ours_is_neither_written_nor_served(preview, saves, good_library, tmp_path):
    saves()
    (tmp_path / "preview").mkdir()
    (tmp_path / "preview" / "notes.txt").write_text("mine")
    server, code, (out, err) = preview(good_library)
    what = "holds what the last build did not write: notes.txt; name an empty or new folder with --out"
    said = f"{tmp_path / 'preview'} {what}\n"
    assert (None, 2, "", said) == (server, code, out, err)


def test_serve_on_a_taken_port_ends_with_2(monkeypatch, capsys, taken, good_library, tmp_path):
    monkeypatch.setattr(watchfiles, "watch", pytest.fail)
    words = ["serve", "--policies", good_library, "--out", tmp_path / "preview", "--port", taken]
    assert 2 == cli.main([str(word) for word in words])
    assert f"port {taken} is taken; name another with --port\n" == capsys.readouterr().err


def test_a_template_that_breaks_while_it_is_edited_is_told_and_the_preview_goes_on(
    preview, saves, laid_over, monkeypatch
):
    def fail(*_, **__):
        raise ToolError("the template breaks")

    real = command.build
    saves(lambda: monkeypatch.setattr(command, "build", fail), lambda: monkeypatch.setattr(command, "build", real))
    _, code, (out, err) = preview(laid_over({}))
    assert (0, "the template breaks\n", "0 problems; 49 pages made.") == (code, err, out.splitlines()[-1])


@pytest.mark.parametrize(
    ("host", "status"),
    [("127.0.0.1:8000", 200), ("localhost", 200), ("LOCALHOST:1", 200)]
    + [(host, 421) for host in ("evil.example", "evil.example:8000", "127.0.0.1.evil.example", "", ":80", "10.0.0.1")]
    + [
        (host, 421)
        for host in (
            "127.0.0.1:x@evil.example",
            "localhost:80@evil.example",
            "a@localhost",
            "localhost:",
            "localhost:1:2",
        )
    ],
)
def test_a_page_that_leads_a_name_of_its_own_to_this_machine_reads_nothing(host, status, served, tmp_path):
    (tmp_path / "page.html").write_text("a draft")
    found, _, words = get(served(tmp_path), "/page.html", {"Host": host})
    assert (status, status == 200) == (found, "a draft" in words)


def test_no_link_leads_out_of_the_site(served, tmp_path):
    site, secret = tmp_path / "site", tmp_path / "secret.txt"
    site.mkdir()
    secret.write_text("a secret")
    (site / "inside.txt").write_text("fine")
    (site / "file").symlink_to(secret)
    (site / "folder").symlink_to(tmp_path)
    (site / "within").symlink_to("inside.txt")
    server = served(site)
    for address in ("/file", "/folder/secret.txt", "/folder/", "/%2e%2e/secret.txt", "/..%2fsecret.txt"):
        status, _, words = get(server, address)
        assert (404, False) == (status, "a secret" in words), address
    assert (200, "fine") == get(server, "/within")[::2]


@pytest.mark.parametrize("address", ["/%00", "/page.html%00", "/%00/x", "/%ff", "/\\", "/%0d%0aX:1"])
def test_an_odd_address_is_a_wrong_one_and_nothing_is_printed(address, served, tmp_path, capfd):
    (tmp_path / "page.html").write_text("words")
    status, headers, _ = get(served(tmp_path), address)
    assert (404, None, ("", "")) == (status, headers["X"], capfd.readouterr())


@pytest.mark.parametrize("address", ["/%00/..", "//evil.example/%2f..", "//evil.example/.."])
def test_no_address_leads_to_another_host(address, served, tmp_path):
    status, headers, _ = get(served(tmp_path), address)
    assert status in {301, 404}
    assert not (headers["Location"] or "/").startswith(("//", "http"))


def test_no_browser_guesses_what_a_file_is(served, tmp_path):
    (tmp_path / "page.txt").write_text("<script>")
    server = served(tmp_path)
    assert {"nosniff"} == {get(server, at)[1]["X-Content-Type-Options"] for at in ("/page.txt", "/none", "/")}


def test_a_client_that_says_no_more_is_let_go_without_a_word(served, tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(_Quiet, "timeout", 0.1)
    server = served(tmp_path)
    for begun in (b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: localhost\r\nX-"):
        with socket.create_connection(server.server_address, timeout=10) as client:
            client.sendall(begun)
            assert client.recv(4096)[:0] == b""  # ends by itself
    assert ("", "") == capfd.readouterr()
