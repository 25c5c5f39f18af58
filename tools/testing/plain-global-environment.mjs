import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

/**
 * Jest's node environment with an ordinary global object. Jest puts a Proxy in its place, to find what a test leaves behind there, and every
 * `Math`, `Map` or `Error` that a module names is looked up through it: arithmetic took five times as long.
 */
export default class PlainGlobalEnvironment extends TestEnvironment {
  constructor(...parameters) {
    const { createContext } = vm;
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
    try {
      super(...parameters);
    } finally {
      vm.createContext = createContext;
    }
  }
}
