"""The Django project: settings, addresses, base pages, the snapshot that the gateway applies. The only room that knows all."""
