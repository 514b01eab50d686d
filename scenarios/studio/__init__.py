"""The scenario studio: what a trainer sees beside the form. Findings, the map, previews, tries, and a real message.

Everything here looks at the newest draft and writes nothing, but for the one draft that a real message becomes.
"""
