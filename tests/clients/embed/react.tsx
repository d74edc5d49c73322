import type {} from '../../../src/embeds/types/embed.react';

export const Data = () => (
  <joint-action src="https://example.jp/actions/data" theme="dark" lang="en" className="wide">
    <a href="https://example.jp/en/actions/data.html">Data</a>
  </joint-action>
);

// @ts-expect-error a card is of an item
export const Nothing = () => <joint-action />;

// @ts-expect-error there is no such theme
export const Pink = () => <joint-action src="https://example.jp/actions/data" theme="pink" />;
