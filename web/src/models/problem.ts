import * as z from '@/lib/zod';

const fieldErrorSchema = z.object({ field: z.string(), message: z.string() });

/** problem+json (RFC 9457) with the fields at fault; every text is already in the reader's language. */
const problemSchema = z.object({
  title: z.string().optional(),
  detail: z.string().optional(),
  code: z.string().optional(),
  errors: z.array(fieldErrorSchema).optional(),
});

export type FieldError = z.infer<typeof fieldErrorSchema>;

/** What a server's refusal says, whichever of our protocols it came by. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    /** The HTTP status; 0 when no answer came at all. */
    readonly status: number,
    /** Our error code (`CONFLICT`, `INVALID_INPUT` …), upper case, or "". */
    readonly code: string,
    message: string,
    readonly fields: readonly FieldError[] = [],
  ) {
    super(message);
  }

  get isConflict(): boolean {
    return this.code === 'CONFLICT' || this.status === 409;
  }

  get isOffline(): boolean {
    return this.status === 0;
  }
}

/** Reads a refusal's body; one that is not problem+json still gives a Problem with the status. */
export function problemFrom(status: number, body: unknown): Problem {
  const parsed = problemSchema.safeParse(body);
  if (!parsed.success) return new Problem(status, '', '');
  const { title, detail, code, errors } = parsed.data;
  return new Problem(status, (code ?? '').toUpperCase(), detail ?? title ?? '', errors ?? []);
}

/** The last name of a path such as `input.title` or `input.tags[3]`: the form's field. */
export function fieldName(path: string): string {
  const names = path
    .replace(/\[\d+\]/g, '')
    .split('.')
    .filter((name) => name !== '' && !/^\d+$/.test(name));
  return names.at(-1) ?? '';
}
