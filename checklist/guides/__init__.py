"""The guides: one Markdown file for each person and subject.

How a guide is shown belongs to `render/guide.py`. The guides use headings, paragraphs, lists and
blocks of code only.
"""
