"""The version of the package."""

# A constant, which the build reads: asking importlib.metadata takes as long as all of `--version`.
__version__ = "0.3.0"
