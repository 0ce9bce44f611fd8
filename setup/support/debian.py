"""Odoo 19 and its assets from Debian's archive, unpacked into the cache without root."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from .paths import cache_dir, locked, require_space
from .say import SetupError, note, run, step

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
# Odoo lives in sid. Font Awesome must come from a stable suite: the package in sid is 7.x, Odoo's icons are 4.7.
SUITES = ("sid", "trixie")
PACKAGES = (
    "odoo-19",
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
    "fonts-dejavu-core",
    "fonts-font-awesome/trixie",
    "fonts-glyphicons-halflings",
    "fonts-inconsolata",
    "fonts-montserrat",
    "fonts-ocr-b",
    "fonts-roboto-unhinted",
    "gsfonts",
)
UNPACKED_FORMAT = "1"  # raise it when PACKAGES or the mending below changes


def _mirror():
    """The Debian mirror that this machine's own apt uses already."""
    if not shutil.which("apt-get"):
        return None
    listed = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI)"], capture_output=True, text=True
    ).stdout.split()
    sources = [Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*")]
    for source in sources:
        if source.is_file() and source.suffix in (".list", ".sources"):
            listed += re.findall(r"\bhttps?://[^\s\]]+", source.read_text(errors="replace"))
    for uri in listed:
        if uri.rstrip("/").endswith("/debian"):
            return uri.rstrip("/") + "/"
    return None


def _apt_options(state):
    return [
        "-o", f"Dir::State::Lists={state}/lists",
        "-o", f"Dir::Cache={state}/cache",
        "-o", f"Dir::Etc::SourceList={state}/sources.list",
        "-o", "Dir::Etc::SourceParts=/dev/null",
        "-o", "Acquire::Languages=none",
        "-o", "Acquire::Retries=3",
        "-o", "APT::Sandbox::User=" + ("root" if os.geteuid() == 0 else ""),
    ]  # fmt: skip


def unpack_odoo():
    """Return the folder that holds the ``odoo`` package, downloading and unpacking it once."""
    target = cache_dir() / f"odoo-19-debian-{UNPACKED_FORMAT}"
    python_path = target / "usr/lib/python3/dist-packages"
    with locked("odoo"):
        if not target.exists():
            _download_and_unpack(target)
    return python_path


def _download_and_unpack(target):
    mirror = _mirror()
    if not mirror or not KEYRING.exists() or not shutil.which("dpkg"):
        raise SetupError(
            "Odoo 19 is missing and this machine has no Debian package mirror to take it from; "
            "set ODOO_SOURCE=/path/to/odoo (any 19.0 source tree) and start again."
        )
    require_space(1_800, "Odoo 19")
    step("Fetching Odoo 19 from Debian's archive (about 130 MB, once)")
    state = cache_dir() / "apt"
    for folder in ("lists/partial", "cache/archives/partial", "debs"):
        (state / folder).mkdir(parents=True, exist_ok=True)
    lines = [f"deb [signed-by={KEYRING}] {mirror} {suite} main\n" for suite in SUITES]
    (state / "sources.list").write_text("".join(lines))
    options = _apt_options(state)
    try:
        run(["apt-get", *options, "update"], quiet=True)
        run(["apt-get", *options, "download", *PACKAGES], cwd=state / "debs", quiet=True)
    except SetupError as error:
        raise SetupError(
            "Odoo 19 could not be downloaded; check the network, or set ODOO_SOURCE=/path/to/odoo", error.details
        ) from None
    unfinished = target.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    note("unpacking")
    for package in sorted((state / "debs").glob("*.deb")):
        run(["dpkg", "-x", package, unfinished], quiet=True)
    # Left out of the package for licence reasons; the asset bundle fails without the file, nothing of ours uses it.
    selfie = unfinished / (
        "usr/lib/python3/dist-packages/odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"
    )
    selfie.parent.mkdir(parents=True, exist_ok=True)
    selfie.touch()
    unfinished.rename(target)
    shutil.rmtree(state / "debs", ignore_errors=True)


def system_packages(command_or_library, *packages):
    """Install the first of these Debian packages that exists, or say what to install by hand."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise SetupError(f"{command_or_library} is missing; install it first: apt-get install {packages[0]}")
    step(f"Installing {command_or_library}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for package in packages:
        try:
            run(["apt-get", "update"], env=environment, quiet=True)
            run(["apt-get", "install", "-y", "--no-install-recommends", package], env=environment, quiet=True)
            return
        except SetupError as error:
            failure = error
    raise SetupError(f"{command_or_library} could not be installed with apt-get", failure.details)
