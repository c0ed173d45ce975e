"""The figures of a document as files of their own: a workbook of charts, and pictures.

They are made of the bars of the document, and have its numbers. How a bar is drawn on a page, in a
terminal and in a Word file belongs to the renderers of blocks.
"""
