"""The supply chain: packages have hashes and licences, and the image needs no privileges."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from email import message_from_string
from pathlib import Path
from runpy import run_path

import pytest

from app.web.pictures import FONTS

ROOT = Path(__file__).parents[1]
SBOM = [sys.executable, str(ROOT / ".ci" / "sbom.py")]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_each_locked_package_has_hashes_and_a_licence_that_may_be_used(lock: str) -> None:
    done = subprocess.run([*SBOM, str(ROOT / lock)], capture_output=True, text=True, check=True)
    bill = json.loads(done.stdout)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    locked = re.findall(r"^([\w.-]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted((one["name"], one["version"]) for one in bill["components"]) == sorted(locked)
    assert [one["name"] for one in bill["components"] if not one["hashes"] or not one["licenses"]] == []


@pytest.mark.parametrize(
    "stated, allowed",
    [
        ("License-Expression: MIT", True),
        ("License-Expression: GPL-3.0-only", False),
        ("License-Expression: GPL-3.0-only OR MIT", True),
        ("License-Expression: GPL-3.0-only AND MIT", False),
        ("License: BSD", False),
        ("License: Apache 2.0", True),
        ("Classifier: License :: OSI Approved :: MIT License", True),
        ("Keywords: MIT", False),
    ],
)
def test_a_package_is_judged_by_what_it_states(stated: str, allowed: bool) -> None:
    sbom = run_path(SBOM[1])
    assert sbom["is_allowed"](sbom["licence"](message_from_string(stated))) == allowed


#: Families of Debian's packages of fonts with Chinese characters.
FONT_PACKAGES = {"fonts-wqy-microhei": "WenQuanYi Micro Hei", "fonts-noto-cjk": "Noto Sans CJK SC"}


def last_stage() -> str:
    """The part of the Dockerfile that makes the image."""
    return (ROOT / "Dockerfile").read_text(encoding="utf-8").rpartition("\nFROM ")[2]


def test_the_image_has_a_font_that_png_charts_use() -> None:
    installed = re.findall(r"install --yes --no-install-recommends (\S+)", last_stage())
    assert [FONT_PACKAGES[package] for package in installed if package in FONT_PACKAGES]
    assert set(FONT_PACKAGES.values()) <= set(FONTS)


def test_the_image_runs_without_rights() -> None:
    users = re.findall(r"^USER (.+)$", last_stage(), re.MULTILINE)
    assert users
    assert users[-1].isdecimal()
    assert int(users[-1]) > 0
