"""What the prepared databases are made of."""

import subprocess
import sys
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
sys.path.append(str(REPO / "setup"))
from support import database, odoo_env, paths  # noqa: E402 (needs the path above)


def test_bare_database_is_made_without_any_addon_of_ours(tmp_path, monkeypatch):
    """Other states of the checkout build on it: a bridge that Odoo knows from it would be installed there at once."""
    used = []
    monkeypatch.setattr(database, "require_space", lambda *_args: None)
    monkeypatch.setattr(database, "run", lambda _command, env, **_kwargs: used.append(env["ODOO_RC"]))
    monkeypatch.setattr(database, "refuse_warnings", lambda _log: None)
    monkeypatch.setattr(database, "cache_dir", lambda: tmp_path)
    monkeypatch.setattr(odoo_env, "cache_dir", lambda: tmp_path)
    monkeypatch.setattr(database.Odoo, "prepared", lambda _odoo, name, build: build("unfinished") or name)
    monkeypatch.setattr(database.Odoo, "copy", lambda *_args: None)
    odoo = database.Odoo.__new__(database.Odoo)
    odoo.python, odoo.source, odoo.environment = "python", tmp_path, {}
    odoo.base_template()
    odoo.base_template(exits=True)
    assert len(used) == 5  # the bare one, and once more with the ways on which goods leave
    assert not any(str(REPO) in Path(configuration).read_text(encoding="utf-8") for configuration in used)


def test_python_keeps_what_it_compiled_outside_the_checkout(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    environment = paths.kept_bytecode({"PATH": "/bin", "PYTHONDONTWRITEBYTECODE": "1"})
    (tmp_path / "some.py").write_text("x = 1\n", encoding="utf-8")
    subprocess.run([sys.executable, "-c", "import some"], env=environment, cwd=tmp_path, check=True)
    assert [path.name for path in tmp_path.glob("*.py*")] == ["some.py"]
    assert list((tmp_path / "odoo-lot-suite" / "bytecode").rglob("some.*.pyc"))
