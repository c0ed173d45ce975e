"""Ways to read a questionnaire outside an interview. To add one, add a module."""
