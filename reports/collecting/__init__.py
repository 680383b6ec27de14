"""收表: sheets from the unions through preview and confirmation into the ledger."""
