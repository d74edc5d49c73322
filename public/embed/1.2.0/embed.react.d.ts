import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { JointActionAttributes, JointActionElement } from './embed';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'joint-action': DetailedHTMLProps<HTMLAttributes<JointActionElement>, JointActionElement> & JointActionAttributes;
    }
  }
}
