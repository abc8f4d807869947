/** Seconds since 1970 as RFC 3339 in UTC. */
export function writeTime(seconds) {
  const millis = seconds * 1000;
  return Math.abs(millis) <= 8.64e15 ? new Date(millis).toISOString().replace('.000Z', 'Z') : `${seconds} s`;
}
