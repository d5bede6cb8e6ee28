"""Sealing bytes as age v1 files, which the stock `age` program opens: to keys, or to a passphrase.

Keys are pyrage's work. A passphrase is not, for pyrage's own takes 522 MB and 1.6 s, blocks every other
thread meanwhile and obeys a file that asks for 8 GB. `passphrase.py` writes and reads the same format with
hashlib's scrypt at 32 MB and some 0.1 s, during which other threads run, and the cipher of `cryptography`.
"""
