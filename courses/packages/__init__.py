"""Course packages: a folder of YAML and Markdown, checked whole before anything is changed."""
