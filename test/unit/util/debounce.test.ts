import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDebouncer } from '../../../server/src/util/debounce.js';

describe('createDebouncer', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('runs only the newest task of a key, once it has been quiet', () => {
    const ran: string[] = [];
    const debouncer = createDebouncer(100);
    debouncer.run('a', () => ran.push('first'));
    vi.advanceTimersByTime(99);
    debouncer.run('a', () => ran.push('second'));
    debouncer.run('b', () => ran.push('other'));
    vi.advanceTimersByTime(99);
    expect(ran).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(ran).toEqual(['second', 'other']);
  });

  it('drops what is cancelled or disposed of', () => {
    const ran: string[] = [];
    const debouncer = createDebouncer(100);
    debouncer.run('a', () => ran.push('a'));
    debouncer.run('b', () => ran.push('b'));
    debouncer.cancel('a');
    debouncer.dispose();
    vi.advanceTimersByTime(1000);
    expect(ran).toEqual([]);
  });
});
