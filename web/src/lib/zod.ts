// Zod as this app uses it; everything imports it from here. It speeds itself up with generated code where a page allows
// that. Ours does not (content security policy), and even the attempt would be reported as a violation, so it is told
// before any schema is made.
import { config } from 'zod';

config({ jitless: true });

export * from 'zod';
