/** Language ids of the documents that are drafts; every other document is left alone. */
export const DRAFT_LANGUAGES = ['markdown', 'plaintext', 'negotiation-draft'] as const;
