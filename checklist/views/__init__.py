"""Ways to read a questionnaire or a report outside an interview. To add one, add a module."""
