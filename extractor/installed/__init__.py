"""What is installed beside the code: packaged files, weights, extras, and under which name and version."""
