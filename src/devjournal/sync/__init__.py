"""git, and the three-way merge of records: the same journal on several machines."""
