"""What ``make install`` needs beyond Python packages: Debian packages and fonts."""
