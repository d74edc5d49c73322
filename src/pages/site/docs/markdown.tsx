const Inline = ({ text }: { text: string }) => (
  <>{text.split('`').map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}</>
);

const heading = /^## /;
const listItem = /^- /;

/** A description: paragraphs, headings, lists and code, the part of CommonMark that locales/{language}/api.json uses. */
export const Markdown = ({ text }: { text: string }) => (
  <>
    {text.split('\n\n').map((block) => {
      if (heading.test(block)) return <h2>{block.replace(heading, '')}</h2>;
      if (!listItem.test(block))
        return (
          <p>
            <Inline text={block} />
          </p>
        );
      return (
        <ul>
          {block.split('\n').map((line) => (
            <li>
              <Inline text={line.replace(listItem, '')} />
            </li>
          ))}
        </ul>
      );
    })}
  </>
);
