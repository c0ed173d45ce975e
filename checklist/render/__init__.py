"""ADD A WAY TO READ: documents as text, a page, Word or JSON, a folder a subject.

What is counted or found belongs to analysis/ and checks/; nothing here draws on a terminal.
"""
