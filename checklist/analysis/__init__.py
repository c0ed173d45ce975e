"""From many reports to tables, summaries and comparisons."""
