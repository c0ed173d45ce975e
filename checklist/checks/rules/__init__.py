"""ADD A RULE: a function with `@rule`, in the module of its subject. Its name is that of the rule.

Its docstring is the rule's documentation. The name of a module says what its rules check: question
sets (`questionnaire_`), reports each by itself (`report_`), all reports of a run (`runs`), or
divisions. What is no rule belongs to the folder above. No module of rules imports another one.
"""
