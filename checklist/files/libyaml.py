"""What we use of libyaml, through PyYAML, which can also be installed without it."""

from checklist.errors import InstallationError

try:
    from yaml import CBaseLoader
except ImportError as error:
    raise InstallationError(
        "the installation is broken: PyYAML is absent, or was built without libyaml; "
        "`pip install --force-reinstall --only-binary PyYAML PyYAML` brings both"
    ) from error

__all__ = ["CBaseLoader"]
