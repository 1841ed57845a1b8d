"""What one seat may see, as plain data with words."""
