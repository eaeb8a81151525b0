"""The software bill of materials of a lock file: each package with its hashes and licence, as CycloneDX 1.6.

``sbom.py requirements.lock`` prints it as JSON. Licences are those that the installed packages state; exit
code 1, with their names, where a package states none that may be used here.
"""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

#: Licences under which packages may be used. LGPL and MPL: as libraries, unchanged.
ALLOWED = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0", "PSF-2.0"),
    *("Unlicense", "Zlib", "LGPL-3.0-only", "MPL-2.0"),
}
#: What older metadata says instead of an SPDX identifier; the first that is found counts.
SAID = {
    "3-Clause BSD License": "BSD-3-Clause",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "Apache Software License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
#: Packages whose metadata states no licence, by the file with its text, which a person has read.
READ = {"resvg_py": "MIT"}
PACKAGE = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>\S+)[^\\]*(?P<hashes>(?:\\\n\s+--hash=\S+ ?)+)", re.MULTILINE
)


def licence(package: PackageMetadata) -> str:
    """The SPDX expression of a package's licence; empty where it states none that is known."""
    if stated := package.get_all("License-Expression"):
        return str(stated[0])
    classifiers = package.get_all("Classifier") or []
    said = [*(package.get_all("License") or []), *(line.rpartition(" :: ")[2] for line in classifiers)]
    stated_none = READ.get((package.get_all("Name") or [""])[0], "")
    return next((SAID.get(words, words) for words in said if words in SAID or words in ALLOWED), stated_none)


def is_allowed(expression: str) -> bool:
    """Whether all licences of an expression may be used, or, joined by OR, one of them."""
    return bool(expression) and all(
        any(name.strip(" ()") in ALLOWED for name in part.split(" OR ")) for part in expression.split(" AND ")
    )


def components(lock: str) -> Iterator[Component]:
    """The packages of a lock file; of one that is not for this platform without its licence."""
    for package in PACKAGE.finditer(lock):
        name, version = package["name"], package["version"]
        try:
            expression = licence(metadata(name))
        except PackageNotFoundError:
            expression = None
        if expression is not None and not is_allowed(expression):
            sys.exit(f"{name} {version}: its licence {expression!r} is not one that may be used here")
        digests = sorted(re.findall(r"--hash=sha256:(\w+)", package["hashes"]))
        yield Component(
            type=ComponentType.LIBRARY,
            name=name,
            version=version,
            purl=PackageURL("pypi", None, name, version),
            bom_ref=f"{name}@{version}",
            licenses=[LicenseFactory().make_from_string(expression)] if expression else [],
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in digests],
        )


if __name__ == "__main__":
    bom = Bom(components=components(Path(sys.argv[1]).read_text(encoding="utf-8")))
    print(JsonV1Dot6(bom).output_as_string(indent=1))
