// The generator: the program and version that documents name as theirs.

/** As in package.json, which the edge cannot read; a test compares the two. */
export const GENERATOR = { name: 'Longwave', uri: 'https://longwave.example/', version: '0.1.0' };
