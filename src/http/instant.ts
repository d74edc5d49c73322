// RFC 3339 §5.6. In a query, a plus sign that is not percent-encoded arrives as a space.
const dateTime =
  /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:[0-5]\d):([0-5]\d|60)(\.\d+)?(?:[Zz]|([+\- ])([01]\d|2[0-3]):([0-5]\d))$/;

/**
 * Parses a time of RFC 3339 in any time zone; returns it in UTC, to the second: the first second that is not before it.
 * Undefined where the text is no such time.
 */
export const parseInstant = (text: string): string | undefined => {
  const [, day = '', time, second, fraction = '', sign, hours = 0, minutes = 0] = dateTime.exec(text) ?? [];
  const local = Date.parse(`${day}T${time}:00Z`);
  // A day that the month does not have, or 24 o'clock, would be one of the next day; there is no year 0.
  if (Number.isNaN(local) || day.startsWith('0000') || !new Date(local).toISOString().startsWith(day)) return undefined;
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  const started = /[1-9]/.test(fraction) ? 1 : 0;
  const instant = new Date(local - offset * 60_000 + (Number(second) + started) * 1000);
  const { length } = '2025-01-22T05:00:00';
  return instant.getUTCFullYear() >= 1 && instant.getUTCFullYear() <= 9999
    ? `${instant.toISOString().slice(0, length)}Z`
    : undefined;
};
