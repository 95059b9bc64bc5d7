/** Sound in the browser: whatever it can decode, as a WAV file that the server reads (16 kHz, one channel, 16 bits). */

export const RATE = 16_000;

/** Samples between -1 and 1 as a WAV file. */
export function wavOf(samples: Float32Array, rate: number = RATE): ArrayBuffer {
  const file = new ArrayBuffer(44 + 2 * samples.length);
  const view = new DataView(file);
  const text = (at: number, word: string): void => {
    for (let n = 0; n < word.length; n++) view.setUint8(at + n, word.charCodeAt(n));
  };
  text(0, 'RIFF');
  view.setUint32(4, 36 + 2 * samples.length, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, 2 * samples.length, true);
  samples.forEach((sample, n) => {
    const held = Math.max(-1, Math.min(1, sample));
    view.setInt16(44 + 2 * n, Math.round(held * (held < 0 ? 0x8000 : 0x7fff)), true);
  });
  return file;
}

/** The sound of a file or a recording; null when the browser cannot decode it. */
export async function asWav(sound: Blob): Promise<Blob | null> {
  const data = await sound.arrayBuffer();
  const reading = new AudioContext();
  try {
    const decoded = await reading.decodeAudioData(data);
    const length = Math.max(1, Math.ceil(decoded.duration * RATE));
    const offline = new OfflineAudioContext(1, length, RATE); // mixes the channels and changes the rate
    const source = offline.createBufferSource();
    source.buffer = decoded;
    source.connect(offline.destination);
    source.start();
    const made = await offline.startRendering();
    return new Blob([wavOf(made.getChannelData(0))], { type: 'audio/wav' });
  } catch {
    return null;
  } finally {
    void reading.close();
  }
}
