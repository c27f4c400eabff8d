/** Upper bounds that keep hostile files cheap; sizes in bytes, time in milliseconds. */
export interface Limits {
  /** Larger files are refused (TOO_LARGE). */
  maxFileBytes: number;
  /** Inflated bytes of one stream; a quarter of them where it is packed tighter than 32 to 1. */
  maxStreamBytes: number;
  /** Inflated bytes of all streams together. */
  maxInflatedBytes: number;
  /** Nesting of arrays and dictionaries in one object, of page trees, of fields. */
  maxDepth: number;
  /** Cross-reference sections that are followed. */
  maxRevisions: number;
  /** Objects in all cross-reference sections together. */
  maxObjects: number;
  /** Values (numbers, names, strings, arrays, dictionaries) read in all objects together: each takes memory. */
  maxValues: number;
  /** Dictionaries written directly into one object, at any depth: the dearest of values. */
  maxNestedDictionaries: number;
  /** Signatures that are looked at. */
  maxSignatures: number;
  /** Time spent in reading and comparing, hashing apart. */
  maxMilliseconds: number;
}

/** The limits when none are given. */
export const defaultLimits: Limits = {
  maxFileBytes: 512 * 1024 * 1024,
  maxStreamBytes: 16 * 1024 * 1024,
  maxInflatedBytes: 64 * 1024 * 1024,
  maxDepth: 100,
  maxRevisions: 2000,
  maxObjects: 400_000,
  maxValues: 5_000_000,
  maxNestedDictionaries: 20_000,
  maxSignatures: 500,
  maxMilliseconds: 2500,
};
