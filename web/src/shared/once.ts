/** A name for one request, so that what is sent twice is done once. As `crypto.randomUUID`, but also on plain http. */
export function newOnce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
