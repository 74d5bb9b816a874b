"""What people see: charts, the reader, the explorer and the report."""
