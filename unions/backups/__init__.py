"""Backups of the whole installation: one encrypted file with the database and all attachments.

The file opens with this machine's key file, or anywhere with the recovery key that was printed
once (docs/adr/0012).
"""
