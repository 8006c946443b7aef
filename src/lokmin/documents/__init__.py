"""Paper: one Document model, the forms that say what a paper contains, the renderers that say how it is written.

No Django here. The heavy libraries (python-docx, python-pptx, XlsxWriter, typst) are imported by ``render.*`` only,
so a caller that imports ``lokmin.documents.model`` or ``figures`` pays nothing for them.
"""
