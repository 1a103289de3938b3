"""Print the bill of materials of what a build stands on, as CycloneDX 1.5, with the license of each package.

    .venv/bin/python -m benchmarks.sbom > sbom.cdx.json

Packages, versions and hashes come from `.lock/build.txt`, licenses from what is installed. A package that is not
installed, as one for Windows only, has no license there. The site itself ships none of them: its scripts and styles
are this project's own.
"""

from __future__ import annotations

import hashlib
import json
import sys
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from benchmarks.locked import Package, read_lock
from kb import __version__

ROOT: Final = Path(__file__).parents[1]
LOCK: Final = ROOT / ".lock" / "build.txt"
CLASSIFIER: Final = "License :: "


def sbom(packages: tuple[Package, ...]) -> dict[str, Any]:
    """Write packages as a bill of materials. The same packages and licenses give the same bill."""
    components = [component(package) for package in packages]
    digest = hashlib.sha256(json.dumps(components, sort_keys=True).encode()).hexdigest()
    serial = f"{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}"
    about = {"type": "application", "name": "payer-policy-library", "version": __version__}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {"component": {**about, "licenses": [{"license": {"id": "MIT"}}]}},
        "components": components,
    }


def component(package: Package) -> dict[str, Any]:
    """Write one package. It was published as several files, so each hash is that of a distribution."""
    license_ = license_of(package.name)
    address = f"pkg:pypi/{package.name}@{package.version}"
    files = [
        {"type": "distribution", "url": address, "hashes": [{"alg": "SHA-256", "content": one}]}
        for one in package.hashes
    ]
    return {
        "type": "library",
        "bom-ref": address,
        "name": package.name,
        "version": package.version,
        "purl": address,
        **({"licenses": [{"license": {"name": license_}}]} if license_ else {}),
        "externalReferences": files,
    }


def license_of(name: str) -> str:
    """Give the license that an installed package names; empty where it is not installed or names none."""
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    named, written = ((about.get_all(key) or [""])[0] for key in ("License-Expression", "License"))
    classes = [one.rpartition(" :: ")[2] for one in about.get_all("Classifier") or () if one.startswith(CLASSIFIER)]
    return named or " and ".join(classes) or written.partition("\n")[0]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(sbom(read_lock(LOCK)), indent=2) + "\n")
