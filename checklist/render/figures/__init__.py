"""The figures of a document as a file of their own: a workbook of charts.

They are made of the bars of the document, and have its numbers. How a bar is drawn on a page, in a
terminal and in a Word file belongs to the renderers of blocks.
"""
