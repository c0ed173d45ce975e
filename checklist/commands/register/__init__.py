"""The commands on the register of what States sent, one module each.

What several of them use is in commands/shared/.
"""
