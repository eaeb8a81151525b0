"""Known vulnerabilities in the locked packages.

Exit code 1 where one is known. Where the database of vulnerabilities can't be reached, nothing is
known either way: a note says so, and the check does not fail.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

PIP_AUDIT = str(Path(sys.executable).with_name("pip-audit"))


def audit(lock: str) -> tuple[list[dict[str, Any]], str]:
    """The packages of a lock file as pip-audit reports them, and why one could not be looked up."""
    command = [PIP_AUDIT, "--disable-pip", "--no-deps", "--timeout", "15", "--format", "json", "-r", lock]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    except subprocess.TimeoutExpired as error:
        return [], str(error)
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except ValueError:
        return [], done.stderr.strip().splitlines()[-1]
    return packages, next((package["skip_reason"] for package in packages if "skip_reason" in package), "")


def report(lock: str) -> bool:
    """Print what is known about one lock file; whether it is free of known vulnerabilities."""
    packages, reason = audit(lock)
    looked_up = [package for package in packages if "skip_reason" not in package]
    found = [(package, known) for package in looked_up for known in package["vulns"]]
    for package, known in found:
        print(
            f"{lock}: {package['name']} {package['version']}: {known['id']}, fixed in {known['fix_versions']}"
        )
    print(
        f"{lock}: {len(looked_up)} of {len(packages)} packages looked up, {len(found)} vulnerabilities known"
    )
    if len(looked_up) < len(packages) or not packages:
        print(f"NOTE: the database can't be reached, so the others are UNKNOWN: {reason}")
    return not found


if __name__ == "__main__":
    results = [report(lock) for lock in sys.argv[1:]]
    sys.exit(not all(results))
