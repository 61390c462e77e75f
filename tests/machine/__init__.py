"""The whole process as a machine that several people press at once, in any order."""
