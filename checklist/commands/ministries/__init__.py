"""The commands on a report that several ministries answer, one module each.

`checklist ministries given-on` is the module given_on. What several of them use is in
commands/shared/.
"""
