"""The loader of libyaml, imported from PyYAML, which can be installed without libyaml."""

from checklist.errors import InstallationError

try:
    from yaml import CBaseLoader
except ImportError as error:
    raise InstallationError(
        "the installation is broken: PyYAML is absent, or was built without libyaml; "
        "`pip install --force-reinstall --only-binary PyYAML PyYAML` brings both"
    ) from error

__all__ = ["CBaseLoader"]
