"""The launcher installs once what is missing, says so on stderr, and then goes straight through."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from console import doctor

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell script")

PYTHON = """#!/bin/sh
echo "$*" >> "$CALLS"
case "$*" in
*"-c import ensurepip"*) [ -z "$NO_PYTHON" ] && echo "$0" ;;
*"-m venv"*) for last in "$@"; do :; done
    rm -rf "$last"; mkdir -p "$last/bin"; cp "$0" "$last/bin/python" ;;
*"-m pip --version"*) ;;
*"-m pip install --require-hashes"*|*"-m pip download"*)
    [ -z "$SLOW" ] || sleep 1
    [ -z "$OFFLINE" ] || { echo "no route to host"; exit 1; } ;;
*"-m console"*) echo "ran $*" ;;
esac
"""
LIBRARIES = "".join(
    f"\t{name} (libc6,x86-64) => /lib/{name}\n"
    for name in (*doctor.LIBRARIES, *doctor.SCREEN_LIBRARIES)
)

BARE_TOOLS = ("sh", "cat", "cp", "rm", "mkdir", "touch", "sha256sum", "cut", "tail", "flock", "env")


class Machine:
    """A folder with the launcher in it, and a PATH on which python, apt and ldconfig are acted."""

    def __init__(self, repo: Path, place: Path) -> None:
        self.place = place / "a console"
        self.calls = place / "calls"
        self.programs = place / "programs"
        for folder in (self.place, self.programs):
            folder.mkdir()
        for name in ("street-console", "requirements.lock", "requirements-test.lock"):
            shutil.copy(repo / name, self.place)
        shutil.copy(repo / "pyproject.toml", self.place)
        self.act("python3", PYTHON)
        self.act("ldconfig", f"#!/bin/sh\ncat <<'END'\n{LIBRARIES}END\n")
        self.act("apt-get", '#!/bin/sh\necho "apt-get $*" >> "$CALLS"\n')
        self.act("id", "#!/bin/sh\necho 0\n")
        self.environment = {
            "PATH": f"{self.programs}:/usr/bin:/bin",
            "CALLS": str(self.calls),
            "LANG": "C.UTF-8",
        }

    def act(self, name: str, script: str) -> None:
        """Put a program on the PATH."""
        path = self.programs / name
        path.write_text(script)
        path.chmod(0o755)

    def bare_tools(self) -> Path:
        """A folder with nothing but what every Debian has, so that a lacking tool is lacking."""
        tools = self.programs.parent / "tools"
        tools.mkdir(exist_ok=True)
        for name in BARE_TOOLS:
            found = shutil.which(name)
            if found and not (tools / name).exists():
                (tools / name).symlink_to(found)
        return tools

    def command(self, *words: str, **more: str) -> subprocess.Popen[str]:
        """Start the launcher."""
        return subprocess.Popen(
            [str(self.place / "street-console"), *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**self.environment, **more},
        )

    def start(self, *words: str, **more: str) -> tuple[int, str, str]:
        """Run the launcher to its end: status, stdout, stderr."""
        running = self.command(*words, **more)
        out, err = running.communicate(timeout=60)
        return running.returncode, out, err

    def installs(self) -> list[str]:
        """The installs of locked packages there have been."""
        lines = self.calls.read_text().splitlines() if self.calls.exists() else []
        return [line for line in lines if "--require-hashes" in line]


@pytest.fixture
def machine(repo: Path, tmp_path: Path) -> Machine:
    return Machine(repo, tmp_path)


def test_the_first_start_installs_what_is_locked_and_runs_the_command(machine: Machine) -> None:
    status, out, err = machine.start("check", "a b.street", "--json")
    assert (status, out) == (0, "ran -P -m console check a b.street --json\n")
    assert len(machine.installs()) == 1
    assert "requirements.lock" in machine.installs()[0]
    assert err.endswith("已就绪。\n")


def test_later_starts_go_straight_through(machine: Machine) -> None:
    machine.start("check")
    machine.calls.unlink()
    status, out, err = machine.start("check")
    assert (status, out, err) == (0, "ran -P -m console check\n", "")
    assert machine.calls.read_text() == "-P -m console check\n"


def test_a_changed_lock_is_installed_and_an_untouched_one_is_not(machine: Machine) -> None:
    machine.start("check")
    lock = machine.place / "requirements.lock"
    later = lock.stat().st_mtime + 100
    os.utime(lock, (later, later))
    machine.start("check")
    assert len(machine.installs()) == 1
    lock.write_text(lock.read_text() + "# newer\n")
    os.utime(lock, (later + 100, later + 100))
    machine.start("check")
    assert len(machine.installs()) == 2


def test_a_broken_off_install_says_why_and_is_taken_up_again(machine: Machine) -> None:
    status, out, err = machine.start("check", OFFLINE="1")
    assert (status, out) == (2, "")
    assert "no route to host" in err
    assert "--wheelhouse" in err
    assert machine.start("check")[0] == 0
    assert sum("-m venv --clear" in line for line in machine.calls.read_text().splitlines()) == 2


def test_two_starts_at_once_install_once(machine: Machine) -> None:
    first, second = machine.command("check", SLOW="1"), machine.command("check", SLOW="1")
    for running in (first, second):
        out, _ = running.communicate(timeout=60)
        assert (running.returncode, out) == (0, "ran -P -m console check\n")
    assert len(machine.installs()) == 1


def test_a_moved_folder_is_installed_anew(machine: Machine) -> None:
    machine.start("check")
    machine.place = machine.place.rename(machine.place.parent / "moved")
    assert machine.start("check")[0] == 0
    assert len(machine.installs()) == 2


def test_it_may_be_started_by_a_link_from_elsewhere(machine: Machine, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(machine.place / "street-console")
    done = subprocess.run(
        [link, "check"], cwd="/", env=machine.environment, capture_output=True, check=False
    )
    assert done.stdout == b"ran -P -m console check\n"


def test_a_wheelhouse_needs_no_network(machine: Machine, tmp_path: Path) -> None:
    house = tmp_path / "wheels"
    house.mkdir()
    machine.start("--wheelhouse", str(house), "check")
    assert f"--no-index --find-links {house}" in machine.installs()[0]
    status, _, err = machine.start("--wheelhouse", str(tmp_path / "none"), "check", "--lang", "en")
    assert status == 2
    assert "wheelhouse DIR" in err


def test_a_wheelhouse_is_fetched_by_hash(machine: Machine, tmp_path: Path) -> None:
    assert machine.start("wheelhouse", str(tmp_path / "new"))[0] == 0
    assert (tmp_path / "new").is_dir()
    assert any("pip download --require-hashes" in line for line in machine.installs())


def test_the_lock_alone_decides_what_is_installed(machine: Machine, tmp_path: Path) -> None:
    """A package released after the lock must never come in through another one's wishes."""
    machine.start("check")
    machine.start("test")
    machine.start("wheelhouse", str(tmp_path / "new"))
    asked = machine.installs()
    assert len(asked) == 3
    assert all("--require-hashes --no-deps" in line for line in asked)


def test_missing_libraries_are_installed_by_apt_as_root(machine: Machine) -> None:
    machine.act("ldconfig", "#!/bin/sh\n")
    _, _, err = machine.start("check", "--lang", "en")
    assert "Installing with apt: libgl1 libegl1" in err
    assert "install -y --no-install-recommends libgl1" in machine.calls.read_text()


def test_without_the_right_to_install_it_names_the_packages_and_goes_on(machine: Machine) -> None:
    machine.act("ldconfig", "#!/bin/sh\n")
    machine.act("id", "#!/bin/sh\necho 1000\n")
    machine.act("sudo", "#!/bin/sh\nexit 1\n")
    status, out, err = machine.start("check", "--lang", "en")
    assert (status, out) == (0, "ran -P -m console check --lang en\n")
    assert "ask an administrator to run: apt-get install libgl1 libegl1" in err
    assert "apt-get" not in machine.calls.read_text()


def test_without_a_python_it_says_what_to_install(machine: Machine) -> None:
    for name in ("python3.11", "python3.12", "python3.13", "python3.14"):
        machine.act(name, "#!/bin/sh\nexit 1\n")
    status, out, err = machine.start("check", "--lang", "en", NO_PYTHON="1")
    assert (status, out) == (2, "")
    assert "Python 3.11 or newer" in err
    machine.act("id", "#!/bin/sh\necho 1000\n")
    machine.act("sudo", "#!/bin/sh\nexit 1\n")
    status, out, err = machine.start("check", "--lang", "en", NO_PYTHON="1")
    assert (status, out) == (2, "")
    assert err.endswith("to run: apt-get install python3 python3-venv\n")
    assert err.count("\n") == 1


def test_when_apt_fails_its_last_words_are_said(machine: Machine) -> None:
    machine.act("ldconfig", "#!/bin/sh\n")
    machine.act("apt-get", "#!/bin/sh\necho 'E: no route to the archive'\nexit 100\n")
    status, out, err = machine.start("check", "--lang", "en")
    assert (status, out) == (0, "ran -P -m console check --lang en\n")
    assert "E: no route to the archive" in err
    assert "to run: apt-get install libgl1" in err


def test_the_tests_get_a_screen_and_a_reader_of_pdf_where_they_may(machine: Machine) -> None:
    for name in ("xvfb-run", "pdftotext"):
        machine.act(name, "#!/bin/sh\n")
    machine.environment["PATH"] = f"{machine.programs}:{machine.bare_tools()}"
    _, _, err = machine.start("test")
    assert "正在用 apt 安装：xauth。" in err
    machine.act("id", "#!/bin/sh\necho 1000\n")
    assert "本机缺少 xauth：需要它们的测试将跳过。" in machine.start("test")[2]
    assert "-P tests/run.py" in machine.calls.read_text()


def test_it_speaks_as_the_program_does_whatever_the_locale(machine: Machine) -> None:
    english = "en_GB.UTF-8"
    assert "已就绪" in machine.start("check", LANG=english)[2]
    (machine.place / ".venv" / "requirements.lock.stamp").unlink()
    assert "Ready" in machine.start("check", "--lang", "en", LANG="zh_CN.UTF-8")[2]


def test_it_asks_for_the_libraries_the_doctor_looks_for(repo: Path) -> None:
    script = (repo / "street-console").read_text("utf-8")
    for library, package in (doctor.LIBRARIES | doctor.SCREEN_LIBRARIES).items():
        assert f"{library}={package}" in script


def test_the_locks_hold_no_addresses(repo: Path) -> None:
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (repo / name).read_text("utf-8")
        assert "://" not in text
        assert "--index" not in text
        assert "pandas" not in text


def test_no_lock_gives_an_old_python_a_qt_that_aborts(repo: Path) -> None:
    for name in ("requirements.lock", "requirements-test.lock"):
        lines = (repo / name).read_text("utf-8").splitlines()
        locked = [line for line in lines if line.startswith("pyside6-essentials==")]
        for_old = [line for line in locked if ">= '3.12'" not in line]
        assert for_old
        for line in for_old:
            version = line.split("==")[1].split()[0]
            assert tuple(map(int, version.split(".")[:2])) < (6, 12), line


def test_the_windows_launcher_is_one_that_cmd_can_read(repo: Path) -> None:
    raw = (repo / "street-console.cmd").read_bytes()
    assert raw.isascii()
    assert raw.count(b"\n") == raw.count(b"\r\n")
    lines = [line for line in raw.decode().splitlines() if not line.startswith("rem ")]
    labels = {line[1:].strip() for line in lines if line.startswith(":")}
    asked = set(re.findall(r"(?:goto |call :)(\w+)", "\n".join(lines)))
    assert asked <= labels, f"no such label: {asked - labels}"
    assert labels - {"prepare"} <= asked | {"new_environment"}, "a label nobody goes to"


def test_both_launchers_offer_the_same(repo: Path) -> None:
    offers = [
        [" ".join(line.split()) for line in re.findall(head, (repo / name).read_text("utf-8"))]
        for name, head in (
            ("street-console", r"(?m)^#   \./street-console (.+)$"),
            ("street-console.cmd", r"(?m)^rem   street-console\.cmd (.+)$"),
        )
    ]
    assert [line.replace("…", "...") for line in offers[0]] == offers[1]
    assert len(offers[0]) == 4


def test_the_windows_launcher_gives_no_folder_that_ends_its_own_quotes(repo: Path) -> None:
    """A program reads a backslash before the closing quote as a quote of the folder's name."""
    script = (repo / "street-console.cmd").read_text("ascii")
    runs = [line for line in script.splitlines() if line.startswith('"%')]
    assert runs
    assert not [line for line in runs if re.search(r'%~f\d"|%~dp0"|\\"', line)]


def test_the_windows_launcher_says_each_of_its_sentences_in_both_languages(repo: Path) -> None:
    script = (repo / "street-console.cmd").read_text("ascii")
    said = set(re.findall(r"call :say (\w+)", script))
    files = {lang: repo / "resources" / "launcher" / lang for lang in ("zh", "en")}
    there = {lang: {one.stem: one.read_bytes() for one in files[lang].iterdir()} for lang in files}
    assert said == there["zh"].keys() == there["en"].keys()
    for lang, sentences in there.items():
        for name, raw in sentences.items():
            text = raw.decode("utf-8")
            assert text.endswith("\r\n"), name
            assert text.count("\n") == 1, name
            assert text.isascii() == (lang == "en"), name
    left = [line for line in script.splitlines() if re.search(r">&\d echo +[A-Z]", line)]
    assert not left, "a sentence that is said in English alone"
