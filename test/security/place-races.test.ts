import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ConsentRecord } from '../../server/graduates/consent-record-model.ts';
import { activate } from '../../server/graduates/change-registration.ts';
import { createRegistration } from '../../server/graduates/create-registration.ts';
import { Fair } from '../../server/fairs/fair-model.ts';
import {
  Registration,
  type RegistrationFields,
} from '../../server/graduates/registration-model.ts';
import { aFair } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';

describe('the last places of a fair', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterEach(() => void jest.restoreAllMocks());
  afterAll(() => harness.stop());

  it.each([1, 5])(
    'counts a place once when it is handed on to somebody whose registration is being stored (of %i)',
    async (capacity) => {
      const fair = await aFair({ capacity });
      const create = ConsentRecord.create.bind(ConsentRecord) as (doc: object) => Promise<unknown>;
      jest.spyOn(ConsentRecord, 'create').mockImplementationOnce((async (doc: object) => {
        const made = await create(doc);
        const waiting = await Registration.findOne({ fairId: fair._id }).lean<RegistrationFields>();
        await activate(fair, waiting!, harness.deps);
        return made;
      }) as never);
      const made = await createRegistration(
        {
          fairId: fair._id,
          email: `ada-${capacity}@uni.example`,
          name: 'Ada Okafor',
          answers: { stage: 'first', health: 'Not yet', technical: 'Not yet' },
          roles: [],
          systems: [],
          school: '',
          program: '',
          consent: 'all',
          days: [],
        },
        harness.deps,
      );
      expect(made).toMatchObject({ registration: { state: 'active' } });
      const [stored, { placesTaken }] = await Promise.all([
        Registration.findOne({ fairId: fair._id }).lean<RegistrationFields>().orFail(),
        Fair.findById(fair._id).lean().orFail(),
      ]);
      expect([stored.state, placesTaken]).toEqual(['active', 1]);
    },
  );
});
