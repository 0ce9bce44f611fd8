"""Which Python the environments are made from."""

import sys
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
sys.path.append(str(REPO / "setup"))
from support import interpreter  # noqa: E402 (needs the path above)


def choose(monkeypatch, tmp_path, measured):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    system = tmp_path / "python3"
    system.write_text("", encoding="utf-8")
    monkeypatch.setattr(interpreter, "SYSTEM", str(system))
    asked, called = [], interpreter._real(sys._base_executable)
    results = {called: measured[0], str(system): measured[1]}
    monkeypatch.setattr(interpreter, "_measured", lambda python: asked.append(python) or results[python])
    chosen = [interpreter.interpreter() for _time in range(2)]
    assert chosen[0] == chosen[1]
    assert len(asked) == 2  # measured once, then remembered
    return "system" if chosen[0] == str(system) else "called" if chosen[0] == called else chosen


def test_a_faster_python_of_the_system_is_taken(monkeypatch, tmp_path):
    assert choose(monkeypatch, tmp_path, (("3.11", 1.0), ("3.11", 0.7))) == "system"


def test_a_little_faster_is_chance(monkeypatch, tmp_path):
    assert choose(monkeypatch, tmp_path, (("3.11", 1.0), ("3.11", 0.9))) == "called"


def test_another_version_is_never_taken(monkeypatch, tmp_path):
    assert choose(monkeypatch, tmp_path, (("3.12", 1.0), ("3.11", 0.5))) == "called"


def test_one_that_cannot_make_environments_is_never_taken(monkeypatch, tmp_path):
    assert choose(monkeypatch, tmp_path, (("3.11", 1.0), None)) == "called"


def test_an_environment_is_not_made_from_an_environment(monkeypatch, tmp_path):
    """A proof runs in the prepared environment and asks for it: it must get the same one."""
    assert sys.prefix != sys.base_prefix, "tests run in an environment"
    monkeypatch.setattr(interpreter, "SYSTEM", str(tmp_path / "none"))
    assert not Path(interpreter.interpreter()).is_relative_to(sys.prefix)
    monkeypatch.setattr(interpreter, "SYSTEM", sys._base_executable)
    assert interpreter.interpreter() == interpreter._real(sys._base_executable)


def test_the_called_python_can_be_measured():
    version, seconds = interpreter._measured(sys.executable)
    assert version == f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert 0 < seconds < 60


def test_what_is_no_python_is_not_measured():
    assert interpreter._measured("/bin/false") is None
