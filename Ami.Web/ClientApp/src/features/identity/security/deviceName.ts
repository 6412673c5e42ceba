/** What people call a browser: "Firefox, Windows". */
export const deviceName = (
  device: { browser: string | null; system: string | null },
  unknown: string,
): string => [device.browser, device.system].filter((part) => part !== null).join(', ') || unknown;
