"""What has to be read once more? Lines that a seal hid and numbers whose check digit is wrong."""
