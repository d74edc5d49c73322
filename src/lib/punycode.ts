// The parameters of Punycode: RFC 3492 §5.
const base = 36;
const [tMin, tMax, skew, damp, initialBias, initialN] = [1, 26, 38, 700, 72, 128];
const lastCodePoint = 0x10ffff;

const adapt = (delta: number, points: number, isFirst: boolean): number => {
  let rest = isFirst ? Math.floor(delta / damp) : Math.floor(delta / 2);
  rest += Math.floor(rest / points);
  let k = 0;
  for (; rest > ((base - tMin) * tMax) / 2; k += base) rest = Math.floor(rest / (base - tMin));
  return k + Math.floor(((base - tMin + 1) * rest) / (rest + skew));
};

/** Decodes a label of a host without its `xn--` (RFC 3492 §6.2); undefined where it is no Punycode. */
export const decodePunycode = (label: string): string | undefined => {
  const end = label.lastIndexOf('-');
  const output = Array.from(end > 0 ? label.slice(0, end) : '', (letter) => letter.codePointAt(0) ?? 0);
  const digits = Array.from(label.slice(end + 1), (letter) => Number.parseInt(letter, base));
  let [n, i, bias, at] = [initialN, 0, initialBias, 0];
  while (at < digits.length) {
    const before = i;
    for (let weight = 1, k = base; ; k += base) {
      // The digits are a–z and then 0–9; `parseInt` has them the other way round.
      const parsed = digits[at++];
      if (parsed === undefined || Number.isNaN(parsed)) return undefined;
      const digit = parsed < 10 ? parsed + 26 : parsed - 10;
      i += digit * weight;
      const threshold = Math.min(Math.max(k - bias, tMin), tMax);
      if (digit < threshold) break;
      weight *= base - threshold;
    }
    bias = adapt(i - before, output.length + 1, before === 0);
    n += Math.floor(i / (output.length + 1));
    if (n > lastCodePoint) return undefined;
    i %= output.length + 1;
    output.splice(i++, 0, n);
  }
  return String.fromCodePoint(...output);
};
