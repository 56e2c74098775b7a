// Loaded before a server: its clock goes ahead by an hour, back by a day, and right again, a second each.
const HOUR = 3_600_000;
const OFFSETS = [0, HOUR, -24 * HOUR];
const SystemDate = Date;
const off = () => OFFSETS[Math.floor(performance.now() / 1000) % OFFSETS.length];

globalThis.Date = class extends SystemDate {
  constructor(...parts) {
    super(...(parts.length === 0 ? [SystemDate.now() + off()] : parts));
  }

  static now() {
    return SystemDate.now() + off();
  }
};
