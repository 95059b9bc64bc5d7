/** How loud a stream is, from 0 to 1 as an ear counts it: -60 dB is nothing, 0 dB is all. */

const FLOOR_DB = 60;

/** The level of these samples (-1 to 1). */
export function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const power = samples.length ? sum / samples.length : 0;
  if (power <= 0) return 0;
  return Math.min(1, Math.max(0, (10 * Math.log10(power) + FLOOR_DB) / FLOOR_DB));
}

/** Until it is stopped. Sound machinery runs only while somebody looks. */
export function watchLevel(stream: MediaStream, draw: (level: number) => void): () => void {
  const context = new AudioContext();
  void context.resume();
  const source = context.createMediaStreamSource(stream);
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let frame = 0;
  const look = (): void => {
    analyser.getFloatTimeDomainData(samples);
    draw(levelOf(samples));
    frame = requestAnimationFrame(look);
  };
  look();
  return () => {
    cancelAnimationFrame(frame);
    source.disconnect();
    void context.close();
  };
}
