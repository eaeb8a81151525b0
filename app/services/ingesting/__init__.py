"""From files to stored reports: folders, manifests, batches, versions, removal, reading again."""
