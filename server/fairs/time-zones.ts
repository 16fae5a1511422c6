const american = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
  'America/Puerto_Rico',
];

/** Every IANA zone that this runtime knows, those of the United States first. */
export function timeZones(): { value: string; label: string }[] {
  const rest = Intl.supportedValuesOf('timeZone').filter((zone) => !american.includes(zone));
  return [...american, ...rest].map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
}
