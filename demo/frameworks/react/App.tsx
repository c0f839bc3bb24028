import type { AnswerEvent, LojalProgram } from 'lojal';
import type {} from 'lojal/react';
import { useCallback, useState } from 'react';
import { account, endpoint, program } from '../shop.ts';

export function App() {
  const [said, say] = useState('');
  const [asking, ask] = useState(true);

  // Rich values and listeners go by a ref: as props, React writes an object into an attribute while it does not know the
  // element, and passes over both when it takes up a page of the server (React's issue 35446). Where nothing is rendered
  // there, onlojal-answer={…} does.
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
