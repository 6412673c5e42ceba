/** An exact decimal number: `units` × 10^-`scale`. Prices, quantities and money that people type never pass through binary fractions. */
export class Decimal {
  static readonly zero = new Decimal(0n, 0);

  readonly units: bigint;
  readonly scale: number;

  private constructor(units: bigint, scale: number) {
    this.units = units;
    this.scale = scale;
  }

  /** Reads digits with an optional sign and one decimal point; null for anything else. */
  static parse(text: string): Decimal | null {
    const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text.trim());
    if (!match) return null;
    const [, sign = '', whole = '', fraction = ''] = match;
    if (whole === '' && fraction === '') return null;
    const units = BigInt(whole + fraction);
    return new Decimal(sign === '-' ? -units : units, fraction.length);
  }

  /** A number as the API sends it: its shortest text is the decimal that the server wrote (up to 15 digits). */
  static of(value: number): Decimal {
    const text = Math.abs(value) < 1e-6 || Math.abs(value) >= 1e21 ? value.toFixed(12) : String(value);
    const parsed = Decimal.parse(text);
    if (!parsed) throw new RangeError(`Not a finite number: ${value}`);
    return parsed;
  }

  private at(scale: number): bigint {
    return this.units * 10n ** BigInt(scale - this.scale);
  }

  plus(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.at(scale) + other.at(scale), scale);
  }

  minus(other: Decimal): Decimal {
    return this.plus(other.negated());
  }

  times(other: Decimal): Decimal {
    return new Decimal(this.units * other.units, this.scale + other.scale);
  }

  /** Quotient cut towards zero after `scale` digits. */
  dividedBy(other: Decimal, scale: number): Decimal {
    if (other.units === 0n) throw new RangeError('Division by zero');
    const numerator = this.units * 10n ** BigInt(scale + other.scale);
    return new Decimal(numerator / (other.units * 10n ** BigInt(this.scale)), scale);
  }

  /** Cut towards zero after `scale` digits. */
  truncated(scale: number): Decimal {
    if (scale >= this.scale) return this;
    return new Decimal(this.units / 10n ** BigInt(this.scale - scale), scale);
  }

  /** Half away from zero, as the server rounds money. */
  rounded(scale: number): Decimal {
    if (scale >= this.scale) return this;
    const step = 10n ** BigInt(this.scale - scale);
    const half = this.units < 0n ? -step / 2n : step / 2n;
    return new Decimal((this.units + half) / step, scale);
  }

  negated(): Decimal {
    return new Decimal(-this.units, this.scale);
  }

  abs(): Decimal {
    return this.units < 0n ? this.negated() : this;
  }

  compare(other: Decimal): -1 | 0 | 1 {
    const scale = Math.max(this.scale, other.scale);
    const [a, b] = [this.at(scale), other.at(scale)];
    return a < b ? -1 : a > b ? 1 : 0;
  }

  get sign(): -1 | 0 | 1 {
    return this.compare(Decimal.zero);
  }

  /** Digits after the point, trailing zeros not counted. */
  get decimals(): number {
    const fraction = this.toString().split('.')[1] ?? '';
    return fraction.replace(/0+$/, '').length;
  }

  /** Exact while there are at most 15 significant digits, which `isSendable` checks. */
  toNumber(): number {
    return Number(this.toString());
  }

  /** Survives the way through a JSON number unchanged. */
  get isSendable(): boolean {
    return this.abs().units.toString().replace(/0+$/, '').length <= 15;
  }

  toString(): string {
    const digits = this.abs()
      .units.toString()
      .padStart(this.scale + 1, '0');
    const sign = this.units < 0n ? '-' : '';
    if (this.scale === 0) return sign + digits;
    return `${sign}${digits.slice(0, -this.scale)}.${digits.slice(-this.scale)}`;
  }

  /** Without trailing zeros. */
  toPlain(): string {
    const text = this.toString();
    return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  }
}
