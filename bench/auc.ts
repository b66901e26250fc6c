/**
 * The area under the ROC curve: how often a positive ranks above a negative, ties counting half. By the rank sum of
 * Mann and Whitney, "On a test of whether one of two random variables is stochastically larger than the other" (Annals of
 * Mathematical Statistics 18, 1947), with mid-ranks for ties; that it is the area, by Hanley and McNeil, "The meaning and
 * use of the area under a receiver operating characteristic curve" (Radiology 143, 1982).
 * @returns 0–1, or `null` where one side is empty
 */
export function auc(positives: readonly number[], negatives: readonly number[]): number | null {
  if (positives.length === 0 || negatives.length === 0) return null;
  const all = [
    ...positives.map((score) => ({ score, positive: true })),
    ...negatives.map((score) => ({ score, positive: false })),
  ].sort((a, b) => a.score - b.score);
  let ranks = 0;
  for (let start = 0; start < all.length; ) {
    let end = start + 1;
    while (end < all.length && all[end]?.score === all[start]?.score) end += 1;
    const midRank = (start + 1 + end) / 2;
    ranks += midRank * all.slice(start, end).filter(({ positive }) => positive).length;
    start = end;
  }
  const least = (positives.length * (positives.length + 1)) / 2;
  return (ranks - least) / (positives.length * negatives.length);
}
