/** Compiled with all other tests: what is right compiles, and what is wrong does not. Nothing of it runs. */
import type { JSX } from 'react';
import type {} from '../../src/frameworks/react.ts';
import type { AnswerEvent, LevelEvent, LojalProgram } from '../../src/index.ts';

const hear = (_: AnswerEvent): void => {};

export const right: JSX.Element = (
  <>
    <lojal-points points={1280} pending="40" expires="2026-12-31" variant="inline" lang="sv" className="mine">
      Members collect points.
    </lojal-points>
    <lojal-points label={{ one: 'bean', other: 'beans' }} style={{ minHeight: '9em' }} />
    <lojal-tier value={49.9} metric="orders" onlojal-up={(event) => event.level satisfies LevelEvent['level']} />
    <lojal-nps product-name="Fjord" mode="corner" testimonial onlojal-answer={hear} />
    <lojal-nps onlojal-failed={({ status, kept, currentTarget }) => status && kept && currentTarget.show()} />
    <lojal-review product="fjord-lp" product-url="/fjord" order="10042" rating={5} purpose="testimonial" />
    <lojal-survey kind="choice" question="Why?" options={[{ id: 'a', text: 'A' }]} several other="" />
    <lojal-program
      rules={{ name: 'Kiosk' }}
      account={{ points: 5 }}
      identity={async () => 'token'}
      color-scheme="dark"
      storage="session"
      ref={(holder: LojalProgram | null) => {
        holder?.forget();
      }}
      onlojal-answer={({ answer }) => answer.kind}
    />
  </>
);

export const wrong: JSX.Element = (
  <>
    {/* @ts-expect-error no such element */}
    <lojal-stars />
    {/* @ts-expect-error an attribute of another element */}
    <lojal-nps points={5} />
    {/* @ts-expect-error no such attribute */}
    <lojal-points colour="red" />
    {/* @ts-expect-error not a number */}
    <lojal-points points="many" />
    {/* @ts-expect-error in camel case it is no attribute where a server renders */}
    <lojal-nps productName="Fjord" />
    {/* @ts-expect-error not one of the modes */}
    <lojal-nps mode="popup" />
    {/* @ts-expect-error not a text */}
    <lojal-nps product-name={5} />
    {/* @ts-expect-error not a kind of question */}
    <lojal-survey kind="quiz" />
    {/* @ts-expect-error not a storage */}
    <lojal-program storage="cookie" />
    {/* @ts-expect-error gives no token */}
    <lojal-program identity={() => 5} />
    {/* @ts-expect-error an answer is no level */}
    <lojal-nps onlojal-answer={(event: LevelEvent) => event.level} />
    {/* @ts-expect-error an answer has no level */}
    <lojal-nps onlojal-answer={({ level }) => level} />
    {/* @ts-expect-error a state of its own */}
    <lojal-nps score={9} />
  </>
);
