/** A stream that can't be decoded. */
export class FilterFault extends Error {
  override readonly name = 'FilterFault';
}
