"""What a State has not in place, and the help and steps that it names, for its own use.

Documents that others may read belong to report/.
"""
