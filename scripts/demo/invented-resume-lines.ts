import type { Field } from './invented-stories.ts';

/** What people of each role put under skills. */
export const skillsByRole: Record<string, readonly string[]> = {
  'CC-1': ['Workflow analysis', 'Process mapping', 'Lean Six Sigma', 'Quality improvement'],
  'CC-2': ['Clinical decision support', 'Order sets', 'Physician engagement', 'Chart audit'],
  'CC-3': ['Go-live support', 'EHR build', 'User acceptance testing', 'Issue tracking'],
  'CC-4': ['Project management', 'Project plans', 'Risk register', 'Vendor management'],
  'CC-5': ['Help desk', 'Active Directory', 'ServiceNow', 'Hardware troubleshooting', 'TCP/IP'],
  'CC-6': ['Classroom training', 'Tip sheets', 'E-learning', 'Competency assessment'],
  'UB-1': ['Clinical informatics', 'IT governance', 'Health policy'],
  'UB-2': ['Release of information', 'Master patient index', 'ICD-10-CM', 'Data governance'],
  'UB-3': ['HIPAA Privacy Rule', 'Security risk analysis', 'Access audits', 'Incident response'],
  'UB-4': ['Python', 'Biostatistics', 'Research design', 'Machine learning'],
  'UB-5': ['SQL', 'HL7 interface development', 'FHIR', 'JavaScript', 'Crystal Reports'],
  'UB-6': ['Telehealth', 'SNOMED CT', 'Usability testing', 'Health equity'],
};
export const commonSkills = [
  'Microsoft Excel',
  'HIPAA compliance',
  'Customer service',
  'Technical writing',
  'Data analysis',
  'Teamwork',
  'Time management',
  'Medical terminology',
];

/** `N` stands for a small number, `S` for a system. */
export const linesByField: Record<Field, readonly string[]> = {
  clinical: [
    'Cared for up to N patients a shift and charted every visit in S',
    'Super user for S: answered questions of N colleagues at the bedside',
    'Found N duplicate steps in the discharge workflow and had them removed',
    'Oriented new staff to medication scanning and downtime forms',
    'Sat on the committee that tested order sets before each upgrade',
    'Kept N months without a late medication on the unit',
  ],
  records: [
    'Resolved N duplicate records a week in the master patient index',
    'Answered requests for release of information within N days',
    'Checked N charts a day for missing signatures and codes',
    'Registered patients in S and corrected insurance data',
    'Wrote the desk guide that new clerks still use',
  ],
  technical: [
    'Closed about N tickets a day, most of them on the first call',
    'Kept N servers patched and the nightly backup tested',
    'Wrote SQL reports that N managers read every Monday',
    'Replaced N workstations over one weekend without downtime',
    'Reviewed access rights every quarter and passed N audits',
    'Documented each change so that the night shift could undo it',
  ],
  other: [
    'Trained N new people and wrote their handbook',
    'Ran a budget and a schedule for a team of N',
    'Calmed upset customers and solved their problem the same day',
    'Brought paper forms into one spreadsheet and saved N hours a week',
    'Passed N inspections in a row without a finding',
  ],
};

export const workplaceByTitle: Record<string, string> = {
  'Middle School Teacher': 'T Public Schools',
  'Store Manager': 'M Grocery',
  'Logistics Sergeant, US Army': 'US Army',
  'Bank Branch Supervisor': 'M Savings Bank',
  'Event Coordinator': 'M Events',
  Paralegal: 'P, Attorneys',
  'Warehouse Shift Lead': 'M Freight',
  'Textile Mill Planner': 'M Mills',
  'Restaurant Server': 'The M Table',
};

/** `R` stands for the first role, `Y` for years of work. */
export const summaries = {
  first: [
    'New graduate who likes to be useful to people at the bedside. Looking for a first position as R.',
    'Finished a hands-on program this year and wants to grow in one hospital. First choice: R.',
  ],
  changing: [
    'Y years of work, newly trained in health IT, ready to begin as R.',
    'Brings Y years of steady work and a new certificate. Wants to work as R.',
  ],
  'moving-up': [
    'Knows the hospital from inside after Y years and wants to improve its records as R.',
    'Y years close to patients; trusted with every upgrade; moving towards R.',
  ],
};
