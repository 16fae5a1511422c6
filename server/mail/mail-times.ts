/** "9:05 AM" for "09:05"; anything else stays as it is. */
export function clockTime(value: string): string {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(value) ?? [];
  if (hour === undefined || minute === undefined) return value;
  return `${Number(hour) % 12 || 12}:${minute} ${Number(hour) % 24 < 12 ? 'AM' : 'PM'}`;
}

const named = new Map<string, string>();

/** "Eastern Time" for "America/New_York". */
export function zoneName(zone: string): string {
  let name = named.get(zone);
  if (name === undefined) named.set(zone, (name = findName(zone)));
  return name;
}

function findName(zone: string): string {
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      timeZoneName: 'longGeneric',
    });
    return format.formatToParts(0).find((part) => part.type === 'timeZoneName')?.value ?? zone;
  } catch {
    return zone;
  }
}
