"""The merge of answers that several people changed, unit by unit.

It knows answer types and contents only. Reading returns, reports and files belongs to ministries/,
and to those who call it.
"""
