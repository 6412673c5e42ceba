/** A note that the server does not have as it is here. */
export type Draft = {
  text: string;
  heading: number | null;
  /** The version that it replaces; 0 for a new note. */
  version: number;
};

/** By the notes' ids. */
export type Drafts = Readonly<Record<string, Draft>>;

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' &&
  value !== null &&
  'text' in value &&
  typeof value.text === 'string' &&
  'version' in value &&
  typeof value.version === 'number' &&
  'heading' in value &&
  (value.heading === null || typeof value.heading === 'number');

/** Reads what was kept. What cannot be read, of another version or another program, is left. */
export function readDrafts(text: string | null): Drafts {
  if (text === null) return {};
  try {
    const kept: unknown = JSON.parse(text);
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(Object.entries(kept).filter(([, draft]) => isDraft(draft)));
  } catch {
    return {};
  }
}

/** As text; null where there is nothing to keep. */
export const writeDrafts = (drafts: Drafts): string | null =>
  Object.keys(drafts).length === 0 ? null : JSON.stringify(drafts);
