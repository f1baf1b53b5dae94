import { useSearchParams } from 'react-router';
import { IconAdd } from '../icons';
import { Button } from '../ui/button';

/** The button at a page's heading that makes something new. */
export function CreateButton({
  onClick,
  children,
}: {
  readonly onClick: () => void;
  readonly children: string;
}) {
  return (
    <Button onClick={onClick}>
      <IconAdd aria-hidden="true" className="size-5" />
      {children}
    </Button>
  );
}

interface Creating {
  readonly open: boolean;
  readonly start: () => void;
  readonly stop: () => void;
  readonly parameters: URLSearchParams;
}

/** What an address says of the thing to be made; the rest of it is the page's. */
const wordsOfCreation = ['new', 'goal'];

/** Whether the form for something new is open: a word of the address, so that other pages can link to it. */
export function useCreating(): Creating {
  const [parameters, setParameters] = useSearchParams();
  return {
    open: parameters.has('new'),
    start: () => {
      setParameters((now) => new URLSearchParams([...now, ['new', '']]), { replace: true });
    },
    stop: () => {
      const rest = [...parameters].filter(([name]) => !wordsOfCreation.includes(name));
      setParameters(rest, { replace: true });
    },
    parameters,
  };
}
