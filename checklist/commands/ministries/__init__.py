"""The commands on a report that several ministries answer, one module each.

`checklist ministries note` is the module note. What several of them use is in
commands/shared/.
"""
