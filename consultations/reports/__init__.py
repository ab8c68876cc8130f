"""Consultation response reports. In: one report model holding released tables only.
Out: files for commissioners (DOCX, PDF, XLSX, ODS, CSV with its data dictionary, JSON with its schema), in which nothing is
computed anew."""
