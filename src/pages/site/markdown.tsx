// A link, or code.
const inline = /(\[[^\]]+\]\([^)\s]+\)|`[^`]+`)/;
const link = /^\[([^\]]+)\]\(([^)\s]+)\)$/;

const Inline = ({ text }: { text: string }) => (
  <>
    {text.split(inline).map((part) => {
      const [, label, href = ''] = link.exec(part) ?? [];
      if (label !== undefined) return <a href={href}>{label}</a>;
      return part.startsWith('`') ? <code>{part.slice(1, -1)}</code> : part;
    })}
  </>
);

const heading = /^##+ /;
const listItem = /^- /;

/**
 * A text of locales/: paragraphs, headings of the second and third order, lists, code and links, which is the part of
 * CommonMark that api.json and site.json use. A sentence may have code, or links and code; a link has no code in it.
 */
export const Markdown = ({ text }: { text: string }) => (
  <>
    {text.split('\n\n').map((block) => {
      const [marks] = heading.exec(block) ?? [];
      if (marks !== undefined) {
        const Heading = marks.length === 3 ? 'h2' : 'h3';
        return <Heading>{block.slice(marks.length)}</Heading>;
      }
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
