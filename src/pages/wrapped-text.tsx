// Browsers break lines between 第 and 2回, and after Japan-: these are kept whole, with a line break opportunity after.
const whole = /(第\d+[回期次]|\b[A-Z][A-Za-z]{1,4}-[A-Z][A-Za-z]{1,4}\b)/;

// Browsers take 日英デジタルパートナーシップ立ち上げ会合 for one phrase and, where it is longer than a line, break it anywhere: 立ち／上げ.
// A long word in katakana ends where kanji follow, and one that is longer still begins after kanji.
const wordEnds = /(?<=[\p{Script=Katakana}ー]{6})(?=\p{Script=Han})|(?<=\p{Script=Han})(?=[\p{Script=Katakana}ー]{8})/u;

const Words = ({ text }: { text: string }) => (
  <>
    {text.split(wordEnds).map((part, index) => (
      <>
        {index > 0 && <wbr />}
        {part}
      </>
    ))}
  </>
);

/** A text, with where its lines may break. */
export const WrappedText = ({ text }: { text: string }) => (
  <>
    {text.split(whole).map((part) =>
      whole.test(part) ? (
        <>
          <span class="whole">{part}</span>
          <wbr />
        </>
      ) : (
        <Words text={part} />
      ),
    )}
  </>
);
