/** The mobile number in E.164 (`+33612345678`) out of how people write it, or undefined where it is none. */
export async function mobileNumber(text: string): Promise<string | undefined> {
  // The metadata of all countries weighs more than the element; it is needed only when a number was typed.
  const { default: parsePhoneNumber } = await import('libphonenumber-js/mobile');
  const number = parsePhoneNumber(text, 'FR');
  if (!number) return undefined;
  // The ranges of the metadata leave out numbers kept for fiction and ranges opened lately; 06 and 07 are mobiles.
  const french = number.countryCallingCode === '33' && /^[67]\d{8}$/.test(number.nationalNumber);
  return french || number.isValid() ? number.number : undefined;
}
