"""The review page: decisions on the proposals of a new text, on the machine of whoever takes them and nowhere else."""
