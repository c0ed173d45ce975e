"""The register of what States sent: one line a submission, the originals, receipts and letters.

What the commands say, and how reports are checked, belongs to commands/ and checks/.
"""
