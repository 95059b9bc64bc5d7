/** Reading a telephone recording: a WAV of 16-bit PCM becomes two rows of peaks that can be drawn. */

export interface Wave {
  seconds: number;
  /** One row a channel (left: outside, right: inside); 0..1, all of the same length. */
  peaks: number[][];
}

interface Chunk {
  at: number;
  size: number;
}

function chunksOf(view: DataView): Map<string, Chunk> {
  const found = new Map<string, Chunk>();
  let at = 12;
  while (at + 8 <= view.byteLength) {
    const name = String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, 4));
    const size = Math.min(view.getUint32(at + 4, true), view.byteLength - at - 8);
    found.set(name, { at: at + 8, size });
    at += 8 + size + (size % 2);
  }
  return found;
}

/** Null when the bytes are not a WAV of 16-bit PCM. */
export function readWave(bytes: ArrayBuffer, columns: number): Wave | null {
  const view = new DataView(bytes);
  if (view.byteLength < 44 || view.getUint32(0, false) !== 0x52494646) return null;
  const chunks = chunksOf(view);
  const format = chunks.get('fmt ');
  const data = chunks.get('data');
  if (
    !format ||
    !data ||
    view.getUint16(format.at, true) !== 1 ||
    view.getUint16(format.at + 14, true) !== 16
  ) {
    return null;
  }
  const channels = view.getUint16(format.at + 2, true);
  const rate = view.getUint32(format.at + 4, true);
  const frames = Math.floor(data.size / 2 / channels);
  const samples = new Int16Array(bytes.slice(data.at, data.at + frames * channels * 2));
  const peaks = Array.from({ length: channels }, (_, channel) =>
    peaksOf(samples, { channel, channels, frames, columns: Math.min(columns, Math.max(frames, 1)) }),
  );
  return { seconds: frames / rate, peaks };
}

interface Row {
  channel: number;
  channels: number;
  frames: number;
  columns: number;
}

function peaksOf(samples: Int16Array, { channel, channels, frames, columns }: Row): number[] {
  return Array.from({ length: columns }, (_, column) => {
    const from = Math.floor((column * frames) / columns);
    const to = Math.max(from + 1, Math.floor(((column + 1) * frames) / columns));
    let peak = 0;
    for (let frame = from; frame < to; frame += 1) {
      peak = Math.max(peak, Math.abs(samples[frame * channels + channel] ?? 0));
    }
    return peak / 32768;
  });
}
