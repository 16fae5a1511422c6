// Tries to take a folder at the given time, says whether it has it, and keeps it until its input ends.
import { lockBySocketFile } from '../../../server/database/embedded/socket-file-lock.ts';

const [folder, at] = process.argv.slice(2) as [string, string];
await new Promise((resolve) => setTimeout(resolve, Number(at) - Date.now()));
const guard = await lockBySocketFile(folder);
process.stdout.write(guard ? 'has it\n' : 'in use\n');
process.stdin.resume();
await new Promise((resolve) => process.stdin.once('end', resolve));
process.exit(0);
