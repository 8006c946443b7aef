"""How a ``Document`` is written: PDF (typst), Word, Excel, PowerPoint, plain text and ZIP."""
