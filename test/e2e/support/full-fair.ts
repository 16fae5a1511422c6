import { readFileSync } from 'node:fs';
import { Assignment } from '../../../server/booths/assignment-model.ts';
import { drawFloor } from '../../../server/booths/draw-floor.ts';
import { assignFloor } from '../../../server/booths/assign-floor.ts';
import { floorForm } from '../../../server/booths/floor-form.ts';
import { Floor } from '../../../server/booths/floor-model.ts';
import { Opening } from '../../../server/employers/opening-model.ts';
import { addPrograms } from '../../../server/programs/add-programs.ts';
import { keepResume } from '../../../server/resumes/keep-resume.ts';
import { aFair, aGraduate, anEmployer } from '../../support/factories.ts';
import type { Harness } from '../../support/harness.ts';

/** A fair with a little of everything, so that no page is empty. */
export async function aFullFair(harness: Harness) {
  const { deps } = harness;
  const fair = await aFair({
    name: 'Georgia HIT Job Fair',
    about: 'Hospitals, vendors and rural clinics meet graduates of health IT programs.',
  });
  await addPrograms(
    fair._id,
    [{ school: 'Gwinnett Tech', name: 'HIT Certificate', place: 'Lawrenceville, GA' }],
    deps.now(),
  );
  const employers = [];
  for (const employerName of [
    'Chattahoochee Health System',
    'Piedmont Rural Health',
    'Oconee “EHR” & Söhne',
  ])
    employers.push(
      await anEmployer(fair, deps, {
        employerName,
        rural: employerName.includes('Rural'),
        boothWishes: ['A'],
      }),
    );
  for (const { enrollment } of employers)
    await Opening.create({
      fairId: fair._id,
      enrollmentId: enrollment._id,
      title: 'EHR trainer',
      roles: ['CC-6', 'UB-3'],
      yearsAsked: 0,
      systemsTrained: ['epic'],
      place: 'Macon, GA',
      addedAt: deps.now(),
    });
  await anEmployer(fair, deps, { employerName: 'Lanier EHR Partners', state: 'applied' });
  const graduates = [];
  for (const name of ['Amara Okonkwo-Reyes', 'Jo Lindqvist', 'Nguyễn Thị “Kim” 🎓'])
    graduates.push(
      await aGraduate(fair, deps, {
        name,
        school: 'Gwinnett Tech',
        program: 'HIT Certificate',
        systems: [{ systemId: 'epic', level: 'classroom-lab' }] as never,
      }),
    );
  const bytes = readFileSync(
    new URL(
      '../../fixtures/resumes/hit-quintanilla-implementation-new-graduate.docx',
      import.meta.url,
    ),
  );
  await keepResume(graduates[0]!, { name: 'resume.docx', bytes }, deps);
  await drawFloor(
    fair._id,
    floorForm.parse({ rows: '2', columns: '4', power: 'A', aislesAfterRows: 'A' }),
    deps.now(),
  );
  await assignFloor(fair._id, null, deps);
  await Floor.updateOne({ fairId: fair._id }, { publishedAt: deps.now() });
  const booths = await Assignment.find({ fairId: fair._id }).lean();
  return { fair, employers, graduates, booths };
}
