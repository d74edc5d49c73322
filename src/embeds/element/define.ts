import { JointAction } from './element.ts';
import { delayLoad } from './load-event.ts';

// A page may load two versions, or one of them twice: the first stays.
if (!customElements.get('joint-action')) {
  customElements.define('joint-action', JointAction);
  if (document.querySelector('joint-action')) delayLoad();
}
