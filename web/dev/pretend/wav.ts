/** A pretend recording: stereo, 8 kHz, 16 bit; two voices taking turns, as tones with a speech-like rhythm. */
export function wav(seconds: number): Buffer {
  const rate = 8000;
  const frames = seconds * rate;
  const bytes = Buffer.alloc(44 + frames * 4);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + frames * 4, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(2, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(rate * 4, 28);
  bytes.writeUInt16LE(4, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(frames * 4, 40);
  for (let frame = 0; frame < frames; frame += 1) {
    const at = frame / rate;
    const turn = Math.sin(at * 0.9) + Math.sin(at * 0.37);
    const syllable = Math.max(0, Math.sin(at * 19) * Math.sin(at * 2.3 + 1));
    const left = turn > 0.2 ? syllable * Math.sin(at * 2 * Math.PI * 210) : 0;
    const right = turn < -0.1 ? syllable * Math.sin(at * 2 * Math.PI * 320) : 0;
    bytes.writeInt16LE(Math.round(left * 14000), 44 + frame * 4);
    bytes.writeInt16LE(Math.round(right * 11000), 46 + frame * 4);
  }
  return bytes;
}
