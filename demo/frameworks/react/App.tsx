import type { AnswerEvent, LojalProgram } from 'lojal';
import type {} from 'lojal/react';
import { useCallback, useState } from 'react';
import { account, endpoint, program } from '../shop.ts';

export function App() {
  const [said, say] = useState('');
  const [asking, ask] = useState(true);

  // Set rich values and listeners through a ref. React writes an object prop into an attribute while the element is not
  // defined, and ignores props and listeners during hydration (React issue 35446). Without server rendering,
  // onlojal-answer={…} works too.
  const configure = useCallback((holder: LojalProgram | null) => {
    if (!holder) return;
    Object.assign(holder, { rules: program, account });
    const hear = ({ answer: { kind, data } }: AnswerEvent) => say(`${kind}: ${data.score}`);
    holder.addEventListener('lojal-answer', hear);
    return () => holder.removeEventListener('lojal-answer', hear);
  }, []);

  return (
    <lojal-program ref={configure} endpoint={endpoint} customer={account.id} lang="en">
      <main>
        <h1>Lojal in React</h1>
        <lojal-points>Members collect points with every order.</lojal-points>
        <lojal-tier variant="bar">Members rise to Silver and Gold.</lojal-tier>
        {asking && (
          <lojal-nps product-name="Nord Records" onlojal-dismiss={({ kind }) => say(`${kind}: not now`)}>
            How do you like us?
          </lojal-nps>
        )}
        <p id="said" role="status">
          {said}
        </p>
        <button type="button" onClick={() => ask(!asking)}>
          {asking ? 'Take the question away' : 'Ask'}
        </button>
      </main>
    </lojal-program>
  );
}
