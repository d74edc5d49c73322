const Inline = ({ text }: { text: string }) => (
  <>{text.split('`').map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}</>
);

const heading = /^## /;
const entry = /^- /;

/** A description: of CommonMark, the paragraphs, headings, lists and code that descriptions of the document are written in. */
export const Markdown = ({ text }: { text: string }) => (
  <>
    {text.split('\n\n').map((block) => {
      if (heading.test(block)) return <h2>{block.replace(heading, '')}</h2>;
      if (!entry.test(block))
        return (
          <p>
            <Inline text={block} />
          </p>
        );
      return (
        <ul>
          {block.split('\n').map((line) => (
            <li>
              <Inline text={line.replace(entry, '')} />
            </li>
          ))}
        </ul>
      );
    })}
  </>
);
