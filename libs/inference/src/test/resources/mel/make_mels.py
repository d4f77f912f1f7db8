"""Writes levels.txt: what the reference makes of a short sound. Needs transformers and numpy (no torch); run it in this folder.

Sample i of the sound is sin(i * i / 500) * 0.5 + ((i * 37) % 101 - 50) / 500, at 16 kHz. A line: the bank, how a short sound is filled up, samples
of the sound, frame and band of a level, and the level in decibels.
"""

import numpy as np
from transformers.audio_utils import mel_filter_bank, spectrogram, window_function

RATE, SAMPLES, FFT, HOP, MELS, LOW, HIGH = 16000, 16000, 512, 160, 32, 50, 7000


def fill(sound, how):
    if how == "REPEAT":
        sound = np.tile(sound, SAMPLES // len(sound) + 1)[:SAMPLES]
    if how == "REPEAT_PAD":
        sound = np.tile(sound, SAMPLES // len(sound))
    return np.pad(sound, (0, SAMPLES - len(sound)))


with open("levels.txt", "w") as out:
    for bank, norm in [("SLANEY", "slaney"), ("HTK", None)]:
        filters = mel_filter_bank(FFT // 2 + 1, MELS, LOW, HIGH, RATE, norm=norm, mel_scale=bank.lower())
        for how in ["REPEAT_PAD", "REPEAT", "PAD"]:
            for length in [5000, 16000]:
                i = np.arange(length)
                sound = (np.sin(i * i / 500) * 0.5 + ((i * 37) % 101 - 50) / 500).astype(np.float32)
                levels = spectrogram(fill(sound, how), window_function(FFT, "hann"), FFT, HOP, power=2.0, mel_filters=filters, log_mel="dB").T
                assert levels.shape == (101, MELS)
                for frame, band in [(0, 0), (1, 5), (31, 9), (32, 31), (60, 17), (94, 3), (99, 12), (100, 30)]:
                    out.write(f"{bank},{how},{length},{frame},{band},{levels[frame, band]:.4f}\n")
