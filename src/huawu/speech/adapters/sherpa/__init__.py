"""Models for sherpa-onnx: a folder with a `manifest.toml` that an administrator puts among the models.

The way to a better ear for Mandarin (SenseVoice, Paraformer, zipformer) without a server. The package
`sherpa-onnx` is no part of the extra: whoever wants it installs it.
"""

from huawu.speech.adapters.sherpa.adapter import SherpaStt

__all__ = ["SherpaStt"]
