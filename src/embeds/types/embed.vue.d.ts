import type { DefineComponent } from 'vue';
import type { JointActionAttributes } from './embed';

declare module 'vue' {
  interface GlobalComponents {
    'joint-action': DefineComponent<JointActionAttributes>;
  }
}
