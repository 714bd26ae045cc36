"""The command line keeps its contract: statuses, one sentence for each slip, and no traceback."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from console import cli, process
from console.arguments import COMMANDS, NAMED, OPEN, read
from console.domain.errors import Cancelled, UserError

Ran = tuple[int, str, str]
Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in this process and gives status, stdout, stderr."""

    def ran(*words: str) -> Ran:
        status = cli.main(words)
        out, err = capsys.readouterr()
        return status, out, err

    return ran


def start(repo: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "console", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(repo)},
    )


SLIPS = {
    "an unknown command": ["demmo"],
    "an unknown option": ["summary", "x", "--jsn"],
    "a lacking snapshot": ["summary"],
    "a lacking value": ["summary", "x", "--as-of"],
    "one word too many": ["summary", "x", "y"],
    "an unknown level": ["summary", "x", "--by", "flat"],
    "a size that is no number": ["demo", "out", "--residents", "many"],
    "no residents": ["demo", "out", "--residents", "0"],
    "neither person nor episode": ["clock", "x"],
    "person and episode": ["clock", "x", "--resident", "R", "--episode", "E"],
    "a picture without a file": ["render", "map", "x"],
    "an unknown picture": ["render", "plan", "x", "-o", "a.png"],
    "an unknown theme": ["render", "map", "x", "--theme", "pink", "-o", "a.png"],
    "an unknown language": ["summary", "x", "--lang", "fr"],
    "no such folder": ["summary", "no/such.street"],
    "an export to no kind of file": ["export", "x", "--what", "units", "-o", "a.doc"],
    "a list of counts": ["export", "x", "--what", "units", "--masking", "aggregate", "-o", "a.csv"],
    "an export of nothing": ["export", "x", "-o", "a.csv"],
    "a comparison with nothing": ["diff", "a", "--json"],
    "a comparison of no snapshots": ["diff", "no/a.street", "no/b.street"],
    "an import to come": ["import", "a.xlsx", "--into", "b", "-o", "c"],
    "a bench to come": ["bench", "--faults"],
    "a wall to come": ["wall"],
    "an id in another encoding": ["clock", "x", "--resident", os.fsdecode("张".encode("gbk"))],
    "a file in another encoding": ["render", "map", "x", "-o", "\udcd5\udcc5.png"],
}


@pytest.mark.parametrize("words", SLIPS.values(), ids=SLIPS.keys())
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_slip_is_one_sentence_and_status_2(run: Run, words: list[str], language: str) -> None:
    asked = [] if "--lang" in words else ["--lang", language]
    status, out, err = run(*words, *asked)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert err.strip()
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "words",
    [
        ["clock", "x", "--resident", "R", "--episode", "E"],
        ["wall", "x", "--watch", "y"],
    ],
)
def test_one_too_many_of_a_choice_is_not_called_one_too_few(run: Run, words: list[str]) -> None:
    assert "only one may be given" in run(*words, "--lang", "en")[2]


def test_chinese_is_the_language_unless_another_is_asked_for(run: Run) -> None:
    assert "命令不完整" in run("summary")[2]
    assert "not complete" in run("summary", "--lang=en")[2]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["demmo"], "demo"),
        (["sumary", "x", "--by", "estate"], "summary"),
        (["summary", "x", "--wher", "a=b"], "--where"),
        (["summary", "x", "--by", "bulding"], "building"),
        (["render", "mapp", "x", "-o", "a.png"], "map"),
    ],
)
def test_a_slip_suggests_the_nearest_word(run: Run, words: list[str], meant: str) -> None:
    assert f"Was {meant} meant?" in run(*words, "--lang", "en")[2]


@pytest.mark.parametrize("command", NAMED)
def test_every_command_says_how_it_is_written(run: Run, command: str) -> None:
    status, out, _ = run(command, "--help", "--lang", "en")
    assert status == 0
    assert f"street-console {COMMANDS[command].syntax}" in out


def test_the_help_names_every_command(run: Run) -> None:
    _, out, _ = run("--help")
    assert all(f"street-console {COMMANDS[command].syntax}" in out for command in NAMED)


def test_options_may_stand_between_the_words() -> None:
    line = read(["render", "map", "--size", "10x10", "a b.street", "-o", "x.png"])
    assert (line.values.kind, line.values.snapshot) == ("map", "a b.street")
    line = read(["--theme", "light", "a.street/", "--as-of", "2020-03-18"])
    assert (line.command, line.values.snapshot) == (OPEN, "a.street/")


@pytest.mark.parametrize("language", [["--lang", "en"], ["--lang=en"]])
def test_the_language_may_stand_before_the_command(language: list[str]) -> None:
    line = read([*language, "check", "a.street"])
    assert (line.command, line.values.snapshot, line.values.lang) == ("check", "a.street", "en")


def test_the_defaults_are_those_of_the_contract() -> None:
    values = read(["render", "map", "x", "-o", "a.png"]).values
    assert (values.masking, values.theme, values.lang) == ("masked", "night", "zh")
    assert values.as_of is None
    assert values.size is None


FAULTS = {
    "a bug": (KeyError("张三"), "KeyError"),
    "the user's fault": (UserError("pack.unknown", scenario="x", known="y"), "scenario pack"),
    "cancelled": (Cancelled(), "Cancelled"),
    "interrupted": (KeyboardInterrupt(), "Cancelled"),
    "no memory": (MemoryError(), "memory"),
    "a full disk": (OSError(28, "No space left on device", "/a/b"), "the disk is full /a/b"),
}


@pytest.mark.parametrize(("fault", "said"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_one_sentence_without_values(
    run: Run, monkeypatch: pytest.MonkeyPatch, own_home: Path, fault: BaseException, said: str
) -> None:
    def fail(_: object) -> int:
        raise fault

    monkeypatch.setitem(cli.RUN, "check", fail)
    status, out, err = run("check", "x", "--lang", "en")
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert said in err
    assert "张三" not in err
    assert "张三" not in "".join(path.read_text() for path in own_home.rglob("*.log"))


def test_a_bug_is_noted_with_its_place_for_the_user_alone(own_home: Path) -> None:
    try:
        read(["summary"])
    except UserError as fault:
        log = process.note(fault)
    assert log is not None
    assert own_home in log.parents
    assert "console/arguments.py:" in log.read_text()


def test_a_reader_that_goes_away_is_no_fault(repo: Path) -> None:
    running = start(repo, "--help")
    assert running.stdout is not None
    running.stdout.close()
    assert running.stderr is not None
    assert running.stderr.read() == ""
    running.stderr.close()
    assert running.wait(timeout=30) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_said_once(repo: Path, unbuffered: str) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "console", "--help", "--lang", "en"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(repo), "PYTHONUNBUFFERED": unbuffered},
        )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "the disk is full" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="a shell closes the streams")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
@pytest.mark.parametrize(("command", "status"), [("--help", 0), ("no-such-command", 2)])
def test_a_stream_the_caller_closed_is_no_fault(
    repo: Path, own_home: Path, closed: str, command: str, status: int
) -> None:
    done = subprocess.run(
        ["sh", "-c", f'exec "$0" -P -m console {command} {closed}', sys.executable],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(repo)},
    )
    assert done.returncode == status
    assert "AttributeError" not in done.stdout + done.stderr
    assert not list(own_home.rglob("faults.log"))


def test_ctrl_c_ends_it_with_a_sentence(repo: Path) -> None:
    code = (
        "import signal, sys, threading; from console import cli;"
        "signal.signal(signal.SIGINT, signal.default_int_handler);"
        "cli.RUN['check'] = lambda _: (print('begun', flush=True), threading.Event().wait());"
        "sys.exit(cli.main(['check', 'x', '--lang', 'en']))"
    )
    running = subprocess.Popen(
        [sys.executable, "-P", "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(repo)},
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "begun\n"
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=30)
    assert (running.returncode, err) == (2, "Cancelled; nothing of it was kept.\n")


def test_what_a_command_writes_is_private(repo: Path, own_home: Path, tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; import resource; from console import process; process.guard();"
        f"Path({str(tmp_path / 'file')!r}).write_text('');"
        "print(resource.getrlimit(resource.RLIMIT_CORE))"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(repo)},
    )
    assert done.stdout == "(0, 0)\n"
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600
    logs = list(own_home.rglob("crash.log"))
    assert [stat.S_IMODE(path.stat().st_mode) for path in logs] == [0o600]
