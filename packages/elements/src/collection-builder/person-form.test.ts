import { expect } from '@open-wc/testing';
import { blankPerson, checkPerson, faultsOf } from './person-form.ts';

const camille = {
  firstName: ' Camille ',
  lastName: 'Martin',
  email: ' camille@client.example ',
  phone: '06 39 98 00 11',
  level: 'simple',
} as const;

describe('a client as he is typed in', () => {
  it('becomes what the platform takes', async () => {
    expect(await checkPerson(camille, false)).to.deep.equal({
      person: {
        firstName: 'Camille',
        lastName: 'Martin',
        email: 'camille@client.example',
        phone: '+33639980011',
        level: 'simple',
      },
      faults: {},
    });
  });

  it('misses what is blank', async () => {
    const { faults } = await checkPerson(blankPerson, false);
    expect(Object.entries(faults).map(([field, { fault }]) => `${field} ${fault}`)).to.deep.equal([
      'firstName required',
      'lastName required',
      'email required',
      'phone required',
    ]);
  });

  it('refuses an address and a number that are none', async () => {
    const { faults } = await checkPerson({ ...camille, email: 'camille@client', phone: '01 23 45 67 89' }, false);
    expect(faults).to.deep.equal({ email: { fault: 'email' }, phone: { fault: 'phone' } });
  });

  it('leaves an existing number alone', async () => {
    const { person, faults } = await checkPerson({ ...camille, phone: '' }, true);
    expect(faults).to.deep.equal({});
    expect('phone' in person).to.equal(false);
  });

  it('shows the platform’s refusal at its field', () => {
    const errors = [
      { pointer: '/lastName', code: 'required', detail: 'Required' },
      { pointer: '/signers/0/email', code: 'too_big', detail: 'At most 254 characters' },
      { pointer: '/order', code: 'taken', detail: 'Each signer has an order of his own' },
    ];
    expect(faultsOf(errors)).to.deep.equal({
      lastName: { fault: 'required' },
      email: { fault: 'refused', detail: 'At most 254 characters' },
    });
  });
});
