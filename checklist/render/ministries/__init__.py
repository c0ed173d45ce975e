"""What goes with a division: covering notes, mails, and the list of those who are late.

The forms themselves belong to forms/.
"""
