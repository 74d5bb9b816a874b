"""Print the lowest versions that pyproject.toml declares, as constraints for pip: `make test-lowest` installs these."""

import re
import tomllib
from pathlib import Path

BOUND = re.compile(r"([\w.-]+)(?:\[[^\]]*\])?>=([\w.]+)")


def lowest(pyproject: Path) -> dict[str, str]:
    """Name -> lowest version of what the package needs, extras included."""
    project = tomllib.loads(pyproject.read_text("utf8"))["project"]
    needed = [*project["dependencies"], *(need for extra in project["optional-dependencies"].values() for need in extra)]
    return dict(sorted(match.groups() for match in map(BOUND.fullmatch, needed) if match))


if __name__ == "__main__":
    for name, version in lowest(Path(__file__).resolve().parents[1] / "pyproject.toml").items():
        print(f"{name}=={version}")
