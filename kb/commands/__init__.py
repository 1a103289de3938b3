"""What people type: one module for each group of commands, what they print, and the field guide."""
