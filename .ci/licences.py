"""Fails if anything installed beside this interpreter, libraries bundled into wheels included, is not freely usable.

Runs in an environment that holds the run-time set and nothing else. Allowed is what asks nothing of those who build on
it; the LGPL and the MPL ask only about changes to the library itself. Of a choice (A OR B) one allowed part is enough.
"""

import re
import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path

ALLOWED = re.compile(
    r"MIT\b|BSD|0BSD|Apache|APL 2|ISC\b|PSF|Python Software Foundation|CNRI-Python|Zlib|CC0|HPND|Unlicense"
    r"|MPL|Mozilla|LGPL|Lesser General Public",
    re.IGNORECASE,
)
# Wheels carry compiled libraries under their own licences, which no metadata names. Looked up once, by file stem.
BUNDLED = {
    "libXau": "MIT",
    "libavif": "BSD",
    "libbrotlicommon": "MIT",
    "libbrotlidec": "MIT",
    "libfreetype": "FreeType licence, of which the GPL is the other choice",
    "libgfortran": "GPL with the GCC run-time exception, which is for programs like this",
    "libharfbuzz": "MIT",
    "libjpeg": "IJG and BSD",
    "liblcms2": "MIT",
    "liblzma": "0BSD",
    "libopenjp2": "BSD",
    "libpng16": "libpng licence",
    "libquadmath": "LGPL",
    "libscipy_openblas": "BSD",
    "libscipy_openblas64": "BSD",
    "libsharpyuv": "BSD",
    "libtiff": "libtiff licence",
    "libwebp": "BSD",
    "libwebpdemux": "BSD",
    "libwebpmux": "BSD",
    "libxcb": "MIT",
    "libzstd": "BSD, of which the GPL is the other choice",
}


def terms(distribution: Distribution) -> str:
    """The licence as the package states it: the SPDX expression, else its classifiers, else the free text's start."""
    metadata = distribution.metadata
    if expression := metadata["License-Expression"]:
        return expression
    classifiers = [line.rpartition(" :: ")[2] for line in metadata.get_all("Classifier") or [] if "License ::" in line]
    return " AND ".join(classifiers) or (metadata["License"] or "").strip().partition("\n")[0]


def is_allowed(licence: str) -> bool:
    """Whether one of the choices has only allowed parts."""
    choices = re.split(r"\s+OR\s+", licence.replace("(", " ").replace(")", " "))
    return any(all(ALLOWED.search(part) for part in re.split(r"\s+AND\s+|\s*,\s*", choice)) for choice in choices)


def bundled_libraries(site_packages: Path) -> dict[str, str]:
    """Stem of every compiled library that wheels brought along → the folder it lies in."""
    folders = [*site_packages.glob("*.libs"), *site_packages.glob("*/.dylibs")]
    return {re.split(r"[-.]", file.name)[0].rstrip("_"): folder.name for folder in folders for file in folder.iterdir()}


def main() -> int:
    refused = []
    installed = sorted(distributions(), key=lambda distribution: distribution.name.lower())
    for distribution in installed:
        if not is_allowed(licence := terms(distribution)):
            refused.append(f"{distribution.name} {distribution.version}: {licence or 'states no licence'}")
    libraries = {stem: where for path in sys.path for stem, where in bundled_libraries(Path(path)).items()}
    refused += [
        f"{where}/{stem}: look up its licence, then name it in BUNDLED or do without the package"
        for stem, where in sorted(libraries.items())
        if stem not in BUNDLED
    ]
    print(f"{len(installed)} packages and {len(libraries)} bundled libraries looked at, {len(refused)} refused")
    for line in refused:
        print(f"  {line}", file=sys.stderr)
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
