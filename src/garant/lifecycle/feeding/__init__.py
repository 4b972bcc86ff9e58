"""From a vendor's retained answer to the processing record, the DPIA and the card of the system: drafts, for a person.

It stands here because it is the first room that may know both sides: the tenders and the registers are siblings that
never import each other, and a value handed through a room below would have made one of them speak the other's words.
`places.toml` says which answer belongs where; a proposal shows what would be written; the registers and the catalogue
write it by their own verbs, in empty places alone. What a vendor declares is told as its declaration.
"""
