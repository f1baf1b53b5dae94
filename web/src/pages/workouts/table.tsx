import type { ReactNode } from 'react';

interface TableProps {
  readonly label: string;
  readonly heads: readonly string[];
  readonly children: ReactNode;
}

/** Numbers in rows, on a phone too. */
export function Table({ label, heads, children }: TableProps) {
  return (
    <div className="mt-3 overflow-x-auto">
      <table aria-label={label} className="w-full border-collapse text-[0.95rem]">
        <thead>
          <tr>
            {heads.map((head) => (
              <th
                key={head}
                scope="col"
                className="border-b border-line py-2 pr-4 text-left text-sm font-medium text-ink-soft last:pr-0"
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="[&_tr]:border-b [&_tr]:border-line [&_tr:last-child]:border-0">
          {children}
        </tbody>
      </table>
    </div>
  );
}

export function Cell({ children }: { readonly children: ReactNode }) {
  return <td className="py-2 pr-4 whitespace-nowrap last:pr-0">{children}</td>;
}
