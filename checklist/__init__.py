"""A self-assessment checklist for States on trafficking in persons."""

# A constant, read by the build: asking importlib.metadata would double the time of `--version`.
__version__ = "0.1.0"
