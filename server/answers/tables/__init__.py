"""What is said as tables: CSV with its description, a workbook, all figures and all claims."""
