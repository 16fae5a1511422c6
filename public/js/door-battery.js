/**
 * How the device's battery stands; null where the browser does not tell.
 * @returns {Promise<{ level: number, charging: boolean } | null>} `level` from 0 to 1
 */
export async function batteryOf() {
  const { getBattery } = /** @type {any} */ (navigator);
  return (await getBattery?.call(navigator).catch(() => null)) ?? null;
}
