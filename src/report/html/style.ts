/** Where the sheets of the HTML report lie; in a bundle beside the chunks. */
export const styleFolder = new URL('./style/', import.meta.url);

/** Their names, in the order in which they override each other. */
export const styleNames = ['base', 'grades', 'report', 'share', 'report-narrow'] as const;
