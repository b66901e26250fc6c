/**
 * Examples that vendors publish in documentation and emulators, as digests so that no scanner stumbles over them here:
 * the access key pair of the AWS documentation, keys in Google's Firebase Android SDK, the account keys of Azurite and
 * of the Cosmos DB emulator, the test keys of Stripe's documentation, and the token of the Hugging Face Hub's staging
 * server, which its libraries carry in their tests.
 */
const published: ReadonlySet<string> = new Set([
  '084e6204c26b77d0',
  '0c20608768d8140d',
  '12d7b33b9e642921',
  '241ebf2c083ce5a6',
  '288d665892c1870e',
  '384ed6f4b47a7734',
  '48544becf6871f28',
  '4c5e544da5e2bb83',
  '4ef65a40f8babc66',
  '506772a2338caad8',
  '5cc950a52e95b70b',
  '6e76fd5d3f5ffc43',
  '7d75d8c9d52ac997',
  '8a68ccb205e5e29a',
  '90873b48d4d906ea',
  '91bd007de73b310b',
  '978825024022e438',
  '9d72a523b877c565',
  'a5714945f4503df3',
  'b0b6c94bb94a840d',
  'b12bff7ab022a8e4',
  'bc4b740240c24e5e',
  'c0cc49e7444a1205',
  'cd6a989e8c4ddd78',
  'ee0ebcdd0542198b',
  'fb49851771ab8c1d',
]);

/** Whether a value, with or without its prefix, is an example that a vendor publishes. */
export function isPublished(value: string): boolean {
  return published.has(digest(value));
}

/** Sixty-four bits of two FNV-1a sums: enough to recognise some dozens of values, no protection of a value. */
export function digest(value: string): string {
  let low = 0x811c9dc5;
  let high = 0x1b873593;
  for (let index = 0; index < value.length; index += 1) {
    low = Math.imul(low ^ value.charCodeAt(index), 0x01000193) >>> 0;
    high = Math.imul(high ^ value.charCodeAt(value.length - 1 - index), 0x85ebca6b) >>> 0;
  }
  return low.toString(16).padStart(8, '0') + high.toString(16).padStart(8, '0');
}
