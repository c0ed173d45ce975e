"""The program in other languages: a catalogue of its messages for each, `fr/program.po`.

`questionnaire/program_texts.py` reads them, and `checklist translations` writes them.
"""
